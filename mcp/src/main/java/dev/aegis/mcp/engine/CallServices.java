package dev.aegis.mcp.engine;

import dev.aegis.mcp.method.ClientConnection;
import dev.aegis.mcp.notification.SharedStream;
import dev.aegis.mcp.notification.Subscriptions;
import dev.aegis.mcp.question.OpenQuestions;
import dev.aegis.mcp.question.RequestState;
import dev.aegis.mcp.task.TaskRegistry;

/// The parts of its connection and of the engine that a call uses.
record CallServices(
        ClientConnection connection,
        ActiveCalls calls,
        SharedStream stream,
        OpenQuestions questions,
        RequestState requestState,
        TaskRegistry tasks,
        Subscriptions subscriptions,
        ResultMetadata metadata) {}
