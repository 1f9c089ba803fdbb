package dev.aegis.mcp.engine;

import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.catalog.ServerInfo;
import dev.aegis.mcp.message.MessageSink;
import dev.aegis.mcp.method.FaultLog;
import dev.aegis.mcp.method.MethodTable;
import dev.aegis.mcp.notification.NotificationQueue;
import dev.aegis.mcp.notification.SharedStream;
import dev.aegis.mcp.notification.Subscriptions;
import dev.aegis.mcp.question.RequestState;
import dev.aegis.mcp.task.TaskRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Serves a catalog to any number of connections.
public final class Engine implements AutoCloseable {
    private final EngineParts parts;
    private final Duration notificationPause;

    /// @param random makes the key of `requestState` and the ids of tasks; must be hard to guess
    /// @param log takes the entries about faults of this program, for standard error
    public Engine(
            ServerInfo info,
            Catalog catalog,
            EngineSettings settings,
            Clock clock,
            RandomGenerator random,
            Consumer<String> log) {
        byte[] key = new byte[32];
        random.nextBytes(key);
        var requestState = new RequestState(key, clock);
        var subscriptions = new Subscriptions(catalog);
        var tasks = new TaskRegistry(
                settings.taskTimeToLive(), clock, () -> new UUID(random.nextLong(), random.nextLong()));
        var faults = new FaultLog(log);
        var methods = new MethodTable(
                info, catalog, settings.lists(), settings.notificationPause(), subscriptions, tasks, faults);
        var metadata = new ResultMetadata(info, settings.lists().freshness());
        var limits = new RequestLimits(settings.maxCalls(), settings.maxCallBytes());
        this.parts = new EngineParts(
                methods, new CallRunner(limits, metadata, faults), requestState, tasks, subscriptions, metadata);
        this.notificationPause = settings.notificationPause();
    }

    /// Opens a connection. The caller closes it.
    ///
    /// @param sink takes the messages that belong to no request
    /// @param isAlwaysOpen whether such a message reaches the client at any time, as on stdio
    public Connection connect(Connection.Kind kind, MessageSink sink, boolean isAlwaysOpen) {
        var notifications = new NotificationQueue(sink, notificationPause);
        return new Connection(kind, new SharedStream(sink, isAlwaysOpen, notifications), parts);
    }

    /// Notifies the subscribers of a resource; never blocks.
    public void resourceChanged(String uri) {
        parts.subscriptions().resourceChanged(uri);
    }

    /// Cancels the tasks that outlive their connections.
    @Override
    public void close() {
        parts.tasks().cancelAll();
    }
}
