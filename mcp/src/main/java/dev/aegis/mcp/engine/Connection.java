package dev.aegis.mcp.engine;

import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.message.JsonRpc;
import dev.aegis.mcp.message.Message;
import dev.aegis.mcp.message.MessageSink;
import dev.aegis.mcp.method.Caller;
import dev.aegis.mcp.method.ClientConnection;
import dev.aegis.mcp.method.Method;
import dev.aegis.mcp.method.Session;
import dev.aegis.mcp.notification.SharedStream;
import dev.aegis.mcp.question.OpenQuestions;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The connection of one client: its session if it opened one, its running calls and the questions to it.
public final class Connection implements ClientConnection, AutoCloseable {
    /// The kinds of requests that a connection serves.
    public enum Kind {
        /// Requests with and without a session: a process on stdio.
        EITHER,
        /// Requests of a session, after `initialize`.
        SESSION,
        /// Requests without a session.
        STATELESS
    }

    private final Kind kind;
    private final EngineParts engine;
    private final ActiveCalls calls = new ActiveCalls();
    private final OpenQuestions questions = new OpenQuestions();
    private final CallServices services;
    private final SessionSubscriptions subscriptions;
    private volatile @Nullable Session session;

    Connection(Kind kind, SharedStream stream, EngineParts engine) {
        this.kind = kind;
        this.engine = engine;
        this.services = new CallServices(
                this,
                calls,
                stream,
                questions,
                engine.requestState(),
                engine.tasks(),
                engine.subscriptions(),
                engine.metadata());
        this.subscriptions = new SessionSubscriptions(engine.subscriptions(), stream);
    }

    /// Handles a message. A request continues on its own thread; everything else is done when this returns.
    ///
    /// @param size bytes of the message, for the limit on running requests
    /// @param sink takes the answer and the messages that belong to it
    public Optional<PendingRequest> accept(Message message, long size, MessageSink sink) throws IOException {
        if (message instanceof Message.Request request) {
            return start(request, size, sink);
        }
        if (message instanceof Message.Response response) {
            questions.complete(response);
        } else if (message instanceof Message.Notification notification) {
            accept(notification);
        } else if (message instanceof Message.Invalid invalid) {
            sink.send(JsonRpc.error(invalid.id(), ProtocolError.INVALID_REQUEST, invalid.reason()));
        }
        return Optional.empty();
    }

    private void accept(Message.Notification notification) {
        Json id = notification.params().get("requestId");
        if (!notification.method().equals("notifications/cancelled") || id == null) {
            return;
        }
        RunningCall call = calls.unanswered(id.toString());
        if (call != null && !call.request().method().equals("initialize")) {
            call.cancel();
        }
    }

    private Optional<PendingRequest> start(Message.Request request, long size, MessageSink sink) throws IOException {
        try {
            var call = new RunningCall(services, request, caller(request), sink);
            Method method = engine.methods().find(request.method(), call.revision());
            engine.runner().add(call, size);
            if (request.method().equals("initialize")) {
                // On this thread: the next request may follow at once and needs the session that this opens.
                engine.runner().run(call, method, size);
            } else {
                call.start(() -> engine.runner().run(call, method, size));
            }
            return Optional.of(call);
        } catch (ProtocolError error) {
            sink.send(JsonRpc.error(request.id(), error));
            return Optional.empty();
        }
    }

    private Caller caller(Message.Request request) throws ProtocolError {
        Session open = session;
        if (kind == Kind.STATELESS || (kind == Kind.EITHER && Caller.isStateless(request))) {
            return Caller.stateless(request);
        }
        if (open != null) {
            return Caller.of(open);
        }
        return switch (request.method()) {
            case "initialize", "ping" -> Caller.of(Session.UNINITIALIZED);
            case "server/discover" -> Caller.stateless(request);
            default ->
                throw ProtocolError.invalidParams("no session yet: send initialize first, or " + Caller.REVISION
                        + " and the client's capabilities in each request's _meta");
        };
    }

    @Override
    public @Nullable Session session() {
        return session;
    }

    @Override
    public void open(Session opened) {
        if (session == null) {
            subscriptions.open();
        }
        session = opened;
    }

    /// Returns the revision that `initialize` chose, if there is a session.
    public Optional<Revision> revision() {
        Session open = session;
        return open == null ? Optional.empty() : Optional.of(open.client().revision());
    }

    @Override
    public void subscribe(String uri) throws ProtocolError {
        subscriptions.subscribe(uri);
    }

    @Override
    public void unsubscribe(String uri) {
        subscriptions.unsubscribe(uri);
    }

    /// Ends all calls and tasks of this client.
    ///
    /// @param timeout for running calls to end by themselves, and again for canceled calls to stop
    public void close(Duration timeout) throws InterruptedException {
        subscriptions.close();
        endWaitingCalls();
        if (!calls.awaitIdle(timeout.toNanos())) {
            calls.running().forEach(RunningCall::cancel);
        }
        engine.tasks().cancelOwnedBy(this);
        calls.awaitIdle(timeout.toNanos());
    }

    @Override
    public void close() throws InterruptedException {
        close(Duration.ZERO);
    }

    /// Ends the calls that do not end by themselves: streams, and those that wait for a task.
    private void endWaitingCalls() {
        for (RunningCall call : calls.running()) {
            switch (call.request().method()) {
                case "subscriptions/listen" -> call.endStream();
                case "tasks/result" -> call.cancel();
                default -> {}
            }
        }
    }
}
