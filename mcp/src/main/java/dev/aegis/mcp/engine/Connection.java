package dev.aegis.mcp.engine;

import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.catalog.ProtocolError;
import dev.aegis.mcp.catalog.Revision;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One client's end of the line: its session if it opened one, its requests at work, our questions to
/// it.
public final class Connection implements Subscriber, AutoCloseable {
    /// Which kinds of requests may come this way.
    public enum Kind {
        /// Both: a process on stdio.
        EITHER,
        /// A session's, after `initialize`.
        SESSION,
        /// Those that stand alone.
        STATELESS
    }

    private static final int MOST_SUBSCRIPTIONS = 500;
    private static final int MOST_READS = 2;

    private final Engine engine;
    private final Kind kind;
    private final Outlet push;
    private final boolean sharedStream;
    private final NoticeBoard notices;
    /// By the id's JSON text, in which 1 and "1" differ.
    private final Map<String, RunningCall> atWork = new LinkedHashMap<>();
    private final Set<RunningCall> unfinished = new LinkedHashSet<>();
    private final Map<Json, CompletableFuture<JsonObject>> questions = new ConcurrentHashMap<>();
    private final Set<String> subscriptions = ConcurrentHashMap.newKeySet();
    /// A resource may be many megabytes: only so many are held for a client that is slow to read.
    private final Semaphore reads = new Semaphore(MOST_READS);

    private final AtomicLong questionNumber = new AtomicLong();
    private volatile @Nullable Session session;

    Connection(Engine engine, Kind kind, Outlet push, boolean sharedStream, Duration noticePause) {
        this.engine = engine;
        this.kind = kind;
        this.push = push;
        this.sharedStream = sharedStream;
        this.notices = new NoticeBoard(push, noticePause);
    }

    /// Takes in a message. Everything but a request is done with when this returns; a request goes on
    /// by itself.
    ///
    /// @param size bytes of the message, for the bound on what is at work
    /// @param outlet where the answer goes, and what belongs to it
    public Optional<Ongoing> accept(Message message, long size, Outlet outlet) throws IOException {
        if (message instanceof Message.Request request) {
            return start(request, size, outlet);
        }
        if (message instanceof Message.Reply reply) {
            Optional.ofNullable(questions.remove(reply.id())).ifPresent(waiting -> waiting.complete(reply.body()));
        } else if (message instanceof Message.Notice notice) {
            hear(notice);
        } else if (message instanceof Message.Broken broken) {
            outlet.send(Replies.error(broken.id(), ProtocolError.INVALID_REQUEST, broken.reason()));
        }
        return Optional.empty();
    }

    private void hear(Message.Notice notice) {
        Json id = notice.params().get("requestId");
        if (!notice.method().equals("notifications/cancelled") || id == null) {
            return;
        }
        RunningCall call;
        synchronized (atWork) {
            call = atWork.get(id.toString());
        }
        if (call != null && !call.request().method().equals("initialize")) {
            call.cancel();
        }
    }

    private Optional<Ongoing> start(Message.Request request, long size, Outlet outlet) throws IOException {
        try {
            var call = new RunningCall(this, request, caller(request), outlet);
            Method method = engine.method(request, call.revision());
            begin(call, size);
            if (request.method().equals("initialize")) {
                // Here and now: what the client sends right behind it is served under what this
                // settles.
                engine.serve(call, method, size);
            } else {
                call.start(() -> engine.serve(call, method, size));
            }
            return Optional.of(call);
        } catch (ProtocolError refused) {
            outlet.send(Replies.error(request.id(), refused));
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
            case "initialize", "ping" -> Caller.of(Engine.NOBODY);
            case "server/discover" -> Caller.stateless(request);
            default ->
                throw ProtocolError.invalidParams("no session yet: send initialize first, or " + Caller.REVISION
                        + " and the client's capabilities in each request's _meta");
        };
    }

    private void begin(RunningCall call, long size) throws ProtocolError {
        if (!engine.gate().enter(size)) {
            throw new ProtocolError(
                    ProtocolError.INTERNAL, "too many requests at one time; wait for some answers first", null);
        }
        synchronized (atWork) {
            if (atWork.putIfAbsent(call.request().id().toString(), call) == null) {
                unfinished.add(call);
                return;
            }
        }
        engine.gate().leave(size);
        throw ProtocolError.invalidRequest("id " + call.request().id() + " is in use by a request at work");
    }

    /// The call is about to be answered: its id is free again, before the client can know.
    void release(RunningCall call) {
        synchronized (atWork) {
            atWork.remove(call.request().id().toString(), call);
        }
    }

    /// The call is answered, or nobody wants the answer.
    void finished(RunningCall call) {
        synchronized (atWork) {
            atWork.remove(call.request().id().toString(), call);
            unfinished.remove(call);
            atWork.notifyAll();
        }
    }

    Engine engine() {
        return engine;
    }

    /// For what belongs to no request.
    Outlet push() {
        return push;
    }

    /// Whether what belongs to no request surely arrives.
    boolean hasSharedStream() {
        return sharedStream;
    }

    @Nullable
    Session session() {
        return session;
    }

    /// Waits until there is room for the answer to this request; [#giveRoom] follows when it is sent.
    void takeRoom(RunningCall call) throws InterruptedException {
        if (call.request().method().equals("resources/read")) {
            reads.acquire();
        }
    }

    void giveRoom(RunningCall call) {
        if (call.request().method().equals("resources/read")) {
            reads.release();
        }
    }

    void open(Session opened) {
        if (session == null) {
            engine.subscriptions().add(this);
        }
        session = opened;
    }

    /// The revision agreed on by `initialize`, where there was one.
    public Optional<Revision> revision() {
        Session open = session;
        return open == null ? Optional.empty() : Optional.of(open.client().revision());
    }

    Json nextQuestion() {
        return new Json.Text("question-" + questionNumber.incrementAndGet());
    }

    CompletableFuture<JsonObject> expect(Json id) {
        return questions.computeIfAbsent(id, _ -> new CompletableFuture<>());
    }

    /// Whether it was still open.
    boolean forget(Json id) {
        return questions.remove(id) != null;
    }

    void subscribe(String uri) throws ProtocolError {
        if (subscriptions.size() >= MOST_SUBSCRIPTIONS) {
            throw ProtocolError.invalidParams("more than " + MOST_SUBSCRIPTIONS + " subscriptions; end some first");
        }
        if (!subscriptions.add(uri)) {
            return;
        }
        try {
            engine.subscriptions().follow(uri);
        } catch (ProtocolError tooMany) {
            subscriptions.remove(uri);
            throw tooMany;
        }
    }

    void unsubscribe(String uri) {
        if (subscriptions.remove(uri)) {
            engine.subscriptions().unfollow(uri);
        }
    }

    @Override
    public boolean wants(Catalog.Part part) {
        return true;
    }

    @Override
    public boolean wantsResource(String uri) {
        return subscriptions.contains(uri);
    }

    @Override
    public boolean wantsTask(String taskId) {
        return false;
    }

    @Override
    public void hear(String method, JsonObject params) {
        notices.post(Replies.notice(method, params));
    }

    /// Ends everything of this client: what is about to be answered gets the time, the rest is
    /// canceled.
    ///
    /// @param patience for quick calls to end by themselves, and again for canceled ones to notice
    public void close(Duration patience) throws InterruptedException {
        engine.subscriptions().remove(this);
        notices.close();
        List.copyOf(subscriptions).forEach(this::unsubscribe);
        endOpenEnded();
        if (!awaitIdle(patience)) {
            running().forEach(RunningCall::cancel);
        }
        engine.tasks().cancelOf(this);
        awaitIdle(patience);
    }

    @Override
    public void close() throws InterruptedException {
        close(Duration.ZERO);
    }

    /// Streams never end by themselves; a task's result may be far off.
    private void endOpenEnded() {
        for (RunningCall call : running()) {
            switch (call.request().method()) {
                case "subscriptions/listen" -> call.endStream();
                case "tasks/result" -> call.cancel();
                default -> {}
            }
        }
    }

    private List<RunningCall> running() {
        synchronized (atWork) {
            return List.copyOf(unfinished);
        }
    }

    private boolean awaitIdle(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        synchronized (atWork) {
            while (!unfinished.isEmpty()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                atWork.wait(Math.max(1, left / 1_000_000));
            }
            return true;
        }
    }
}
