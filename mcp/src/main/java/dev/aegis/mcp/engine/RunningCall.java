package dev.aegis.mcp.engine;

import dev.aegis.mcp.catalog.Answer;
import dev.aegis.mcp.catalog.Call;
import dev.aegis.mcp.catalog.Client;
import dev.aegis.mcp.catalog.LogLevel;
import dev.aegis.mcp.catalog.ProtocolError;
import dev.aegis.mcp.catalog.Question;
import dev.aegis.mcp.catalog.Revision;
import dev.aegis.mcp.catalog.TaskSupport;
import dev.aegis.mcp.catalog.ToolFailure;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One request from its arrival to its answer, and beyond it where it became a task.
final class RunningCall implements Call, Ongoing {
    private final Connection connection;
    private final Message.Request request;
    private final Caller caller;
    private final Outlet outlet;
    private final @Nullable Json progressToken;
    private final CountDownLatch answered = new CountDownLatch(1);
    private final CountDownLatch streamEnd = new CountDownLatch(1);
    private final List<Runnable> cancelActions = new ArrayList<>();
    private TaskSupport taskSupport = TaskSupport.FORBIDDEN;
    private @Nullable Thread thread;
    private boolean canceled;
    private double lastProgress = Double.NEGATIVE_INFINITY;
    private volatile @Nullable TaskRun task;

    RunningCall(Connection connection, Message.Request request, Caller caller, Outlet outlet) {
        this.connection = connection;
        this.request = request;
        this.caller = caller;
        this.outlet = outlet;
        Json token = request.meta().get("progressToken");
        this.progressToken = token instanceof Json.Text || token instanceof Json.Numeral ? token : null;
    }

    Message.Request request() {
        return request;
    }

    JsonObject params() {
        return request.params();
    }

    Caller caller() {
        return caller;
    }

    Connection connection() {
        return connection;
    }

    Outlet outlet() {
        return outlet;
    }

    Revision revision() {
        return caller.revision();
    }

    @Nullable
    TaskRun task() {
        return task;
    }

    void allowTask(TaskSupport support) {
        taskSupport = support;
    }

    void start(Runnable work) {
        synchronized (this) {
            thread = Thread.ofVirtual().name("mcp-" + request.method()).unstarted(work);
        }
        thread.start();
    }

    /// Sends the one answer to the request, unless nobody wants it any more.
    void answer(JsonObject message) throws IOException {
        if (answered.getCount() == 0 || (isCanceled() && task == null)) {
            return;
        }
        try {
            outlet.send(message);
        } finally {
            answered.countDown();
        }
    }

    /// For a request whose answer is a stream: waits until the server closes it; a client's cancel
    /// interrupts.
    void awaitEndOfStream() throws InterruptedException {
        streamEnd.await();
    }

    void endStream() {
        streamEnd.countDown();
    }

    void end() {
        answered.countDown();
    }

    @Override
    public boolean await(Duration patience) throws InterruptedException {
        return answered.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void cancel() {
        List<Runnable> actions;
        synchronized (this) {
            if (canceled) {
                return;
            }
            canceled = true;
            actions = List.copyOf(cancelActions);
            if (thread != null) {
                thread.interrupt();
            }
        }
        actions.forEach(Runnable::run);
    }

    @Override
    public synchronized boolean isCanceled() {
        return canceled;
    }

    @Override
    public void onCancel(Runnable action) {
        synchronized (this) {
            if (!canceled) {
                cancelActions.add(action);
                return;
            }
        }
        action.run();
    }

    @Override
    public Client client() {
        return caller.client();
    }

    @Override
    public boolean wantsProgress() {
        return progressToken != null;
    }

    @Override
    public void progress(double done, double total, String message) {
        synchronized (this) {
            if (canceled || done <= lastProgress) {
                return;
            }
            lastProgress = done;
        }
        TaskRun behind = task;
        if (behind != null) {
            behind.say(message);
        }
        if (progressToken == null || (behind != null && revision().isStateless())) {
            return;
        }
        var params = JsonObject.of("progressToken", progressToken, "progress", Json.of(plain(done)));
        if (total > 0) {
            params = params.with("total", plain(total));
        }
        if (revision().atLeast(Revision.V2025_03_26)) {
            params = params.with("message", message);
        }
        tell("notifications/progress", params);
    }

    private static Object plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? (Object) (long) value : (Object) value;
    }

    @Override
    public void log(LogLevel level, String logger, Json data) {
        if (!isCanceled() && caller.hears(level)) {
            tell("notifications/message", JsonObject.of("level", level, "logger", logger, "data", data));
        }
    }

    /// A client that is gone stops the handler through cancellation, not through an exception out of
    /// its log call.
    private void tell(String method, JsonObject params) {
        TaskRun behind = task;
        if (behind != null) {
            connection.hear(method, behind.relate(params));
            return;
        }
        try {
            outlet.send(Replies.notice(method, params));
        } catch (IOException gone) {
            cancel();
        }
    }

    @Override
    public Map<String, Answer> askAll(Map<String, Question> questions) throws ProtocolError, InterruptedException {
        for (Question question : questions.values()) {
            if (!canAsk(question)) {
                throw cannotAsk(question);
            }
        }
        return asker().ask(questions);
    }

    private ProtocolError cannotAsk(Question question) {
        if (revision().isStateless()) {
            return ProtocolError.missingCapability(question.required());
        }
        throw new ToolFailure(
                "cannot_ask",
                "this needs an answer by " + question.method() + ", which the client does not declare",
                null);
    }

    private Asker asker() throws ProtocolError {
        TaskRun behind = task;
        if (revision().isStateless()) {
            return behind == null ? new RetryAsker(request, connection.engine().retryState()) : behind::ask;
        }
        return behind == null
                ? new SessionAsker(connection, outlet, revision())
                : questions -> behind.askInSession(connection, questions);
    }

    @Override
    public void detach(String statusMessage) throws ProtocolError {
        if (task == null && taskSupport != TaskSupport.FORBIDDEN && client().followsTasks()) {
            becomeTask(statusMessage, null);
        }
    }

    /// @param life what the client asks for, where it does
    void becomeTask(String statusMessage, @Nullable Duration life) throws ProtocolError {
        TaskRun created = connection.engine().tasks().create(this, statusMessage, life);
        task = created;
        connection.finished(this);
        JsonObject json = created.json(revision());
        JsonObject result = revision().isStateless()
                ? connection.engine().dress(this, json.with("resultType", "task"))
                : JsonObject.of("task", json);
        try {
            outlet.send(Replies.result(request.id(), result));
        } catch (IOException gone) {
            cancel();
        } finally {
            answered.countDown();
        }
    }
}
