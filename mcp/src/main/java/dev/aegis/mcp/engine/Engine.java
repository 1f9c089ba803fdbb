package dev.aegis.mcp.engine;

import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.catalog.Client;
import dev.aegis.mcp.catalog.ProtocolError;
import dev.aegis.mcp.catalog.Revision;
import dev.aegis.mcp.catalog.ServerInfo;
import dev.aegis.mcp.json.JsonObject;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Serves a catalog to any number of connections.
public final class Engine implements AutoCloseable {
    /// Stands in for a client before it has introduced itself.
    static final Session NOBODY = new Session(new Client("", "", Revision.NEWEST_WITH_SESSION, JsonObject.EMPTY));

    private static final String SERVER = "io.modelcontextprotocol/serverInfo";
    private static final Set<String> CACHEABLE = Set.of(
            "server/discover",
            "tools/list",
            "prompts/list",
            "resources/list",
            "resources/templates/list",
            "resources/read");

    private final ServerInfo info;
    private final EngineSettings settings;
    private final Consumer<String> log;
    private final Gate gate;
    private final RetryState retryState;
    private final Subscriptions subscriptions;
    private final TaskBook tasks;
    private final MethodTable methods;

    /// @param random seals what clients carry for us, and names tasks; must be hard to guess
    /// @param log takes the lines about faults of ours, for standard error
    public Engine(
            ServerInfo info,
            Catalog catalog,
            EngineSettings settings,
            Clock clock,
            RandomGenerator random,
            Consumer<String> log) {
        this.info = info;
        this.settings = settings;
        this.log = log;
        this.gate = new Gate(settings.maxCalls(), settings.maxCallBytes());
        byte[] key = new byte[32];
        random.nextBytes(key);
        this.retryState = new RetryState(key, clock);
        this.subscriptions = new Subscriptions(catalog);
        this.tasks = new TaskBook(
                settings.taskLife(), clock, () -> new UUID(random.nextLong(), random.nextLong()), this::taskChanged);
        this.methods = new MethodTable(info, catalog, settings, this);
    }

    /// @param push for what belongs to no request
    /// @param sharedStream whether that reaches the client at any time, as on stdio
    public Connection connect(Connection.Kind kind, Outlet push, boolean sharedStream) {
        return new Connection(this, kind, push, sharedStream, settings.noticePause());
    }

    /// Tells subscribers that a resource is another now; never waits.
    public void resourceChanged(String uri) {
        subscriptions.resourceChanged(uri);
    }

    private void taskChanged(TaskRun task) {
        Revision revision = task.call().revision();
        if (revision.isStateless()) {
            subscriptions.taskChanged(task.id(), "notifications/tasks", task.json(revision));
        } else {
            task.call().connection().hear("notifications/tasks/status", task.json(revision));
        }
    }

    Method method(Message.Request request, Revision revision) throws ProtocolError {
        return methods.find(request.method(), revision);
    }

    /// Sees a call through: the only place where what a handler throws is turned into an answer.
    void serve(RunningCall call, Method method, long size) {
        try {
            call.connection().takeRoom(call);
            try {
                answer(call, method);
            } finally {
                call.connection().giveRoom(call);
            }
        } catch (InterruptedException stopped) {
            refuse(call, new ProtocolError(ProtocolError.INTERNAL, "the call was stopped", null));
        } finally {
            call.end();
            call.connection().finished(call);
            gate.leave(size);
        }
    }

    private void answer(RunningCall call, Method method) throws InterruptedException {
        try {
            settle(call, dress(call, method.answer(call)));
        } catch (InputNeeded open) {
            settle(call, dress(call, open.result()));
        } catch (ProtocolError refused) {
            refuse(call, translate(refused, call.revision()));
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Throwable fault) {
            report(call, fault);
            refuse(call, new ProtocolError(ProtocolError.INTERNAL, "internal error: " + fault, null));
        }
    }

    private void settle(RunningCall call, JsonObject result) {
        TaskRun task = call.task();
        if (task == null) {
            send(call, Replies.result(call.request().id(), result));
        } else {
            task.complete(result);
        }
    }

    private void refuse(RunningCall call, ProtocolError error) {
        TaskRun task = call.task();
        if (task == null) {
            send(call, Replies.error(call.request().id(), error));
        } else {
            task.fail(Replies.body(error));
        }
    }

    private static void send(RunningCall call, JsonObject message) {
        call.connection().release(call);
        try {
            call.answer(message);
        } catch (IOException gone) {
            call.cancel();
        }
    }

    void report(RunningCall call, Throwable fault) {
        if (!call.isCanceled()) {
            log.accept("fault in " + call.request().method() + " "
                    + call.params().text("name", "") + ": " + StackTraces.of(fault));
        }
    }

    private static ProtocolError translate(ProtocolError error, Revision revision) {
        return error.code() == ProtocolError.UNKNOWN_RESOURCE && revision.isStateless()
                ? new ProtocolError(ProtocolError.INVALID_PARAMS, error.sentence(), error.data())
                : error;
    }

    /// Adds what every result carries since requests stand alone.
    JsonObject dress(RunningCall call, JsonObject result) {
        if (!call.revision().isStateless()) {
            return result;
        }
        JsonObject dressed = result.has("resultType") ? result : result.with("resultType", "complete");
        if (CACHEABLE.contains(call.request().method())
                && dressed.text("resultType").equals("complete")) {
            boolean fixed = !call.request().method().equals("resources/read");
            dressed = dressed.with("ttlMs", fixed ? settings.listFreshness().toMillis() : 0)
                    .with("cacheScope", "private");
        }
        boolean hello = call.request().method().equals("server/discover");
        JsonObject self = hello ? info.json(call.revision()) : info.brief();
        return dressed.with("_meta", dressed.object("_meta").with(SERVER, self));
    }

    Gate gate() {
        return gate;
    }

    RetryState retryState() {
        return retryState;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    TaskBook tasks() {
        return tasks;
    }

    /// Ends the tasks that outlive connections. Connections are closed by those who opened them.
    @Override
    public void close() {
        tasks.cancelAll();
    }
}
