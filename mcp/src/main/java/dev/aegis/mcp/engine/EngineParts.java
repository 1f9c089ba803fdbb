package dev.aegis.mcp.engine;

import dev.aegis.mcp.method.MethodTable;
import dev.aegis.mcp.notification.Subscriptions;
import dev.aegis.mcp.question.RequestState;
import dev.aegis.mcp.task.TaskRegistry;

/// The parts that all connections of an engine share.
record EngineParts(
        MethodTable methods,
        CallRunner runner,
        RequestState requestState,
        TaskRegistry tasks,
        Subscriptions subscriptions,
        ResultMetadata metadata) {}
