package dev.aegis.mcp.engine;

import dev.aegis.mcp.call.Answer;
import dev.aegis.mcp.call.Client;
import dev.aegis.mcp.call.LogLevel;
import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.call.Question;
import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.message.JsonRpc;
import dev.aegis.mcp.message.Message;
import dev.aegis.mcp.message.MessageSink;
import dev.aegis.mcp.method.CallContext;
import dev.aegis.mcp.method.Caller;
import dev.aegis.mcp.method.ClientConnection;
import dev.aegis.mcp.question.Questions;
import dev.aegis.mcp.question.QuestionsByRequest;
import dev.aegis.mcp.question.QuestionsByRetry;
import dev.aegis.mcp.task.Task;
import dev.aegis.mcp.tool.TaskSupport;
import dev.aegis.mcp.tool.ToolFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One request until its answer. A call that became a task continues after the answer.
final class RunningCall implements CallContext, PendingRequest {
    private final CallServices services;
    private final Message.Request request;
    private final Caller caller;
    private final MessageSink sink;
    private final @Nullable Json progressToken;
    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch answered = new CountDownLatch(1);
    private final CountDownLatch streamEnd = new CountDownLatch(1);
    private TaskSupport taskSupport = TaskSupport.FORBIDDEN;
    private double lastProgress = Double.NEGATIVE_INFINITY;
    private volatile @Nullable Task task;

    RunningCall(CallServices services, Message.Request request, Caller caller, MessageSink sink) {
        this.services = services;
        this.request = request;
        this.caller = caller;
        this.sink = sink;
        Json token = request.meta().get("progressToken");
        this.progressToken = token instanceof Json.Text || token instanceof Json.Numeral ? token : null;
    }

    @Override
    public Message.Request request() {
        return request;
    }

    @Override
    public ClientConnection connection() {
        return services.connection();
    }

    @Override
    public MessageSink sink() {
        return sink;
    }

    @Override
    public Client client() {
        return caller.client();
    }

    ActiveCalls calls() {
        return services.calls();
    }

    /// Returns the task that this call became, or null.
    @Nullable
    Task task() {
        return task;
    }

    void start(Runnable work) {
        Thread thread = Thread.ofVirtual().name("mcp-" + request.method()).unstarted(work);
        cancellation.interrupts(thread);
        thread.start();
    }

    /// Sends the only answer to the request, unless the call was canceled.
    void answer(JsonObject message) throws IOException {
        if (answered.getCount() == 0 || (isCanceled() && task == null)) {
            return;
        }
        try {
            sink.send(message);
        } finally {
            answered.countDown();
        }
    }

    /// No more messages follow for this request.
    void end() {
        answered.countDown();
    }

    @Override
    public boolean await(Duration timeout) throws InterruptedException {
        return answered.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void awaitEndOfStream() throws InterruptedException {
        streamEnd.await();
    }

    void endStream() {
        streamEnd.countDown();
    }

    @Override
    public void cancel() {
        cancellation.cancel();
    }

    @Override
    public boolean isCanceled() {
        return cancellation.isCanceled();
    }

    @Override
    public void onCancel(Runnable action) {
        cancellation.runs(action);
    }

    @Override
    public boolean wantsProgress() {
        return progressToken != null;
    }

    @Override
    public void progress(double done, double total, String message) {
        synchronized (this) {
            if (isCanceled() || done <= lastProgress) {
                return;
            }
            lastProgress = done;
        }
        Task current = task;
        if (current != null) {
            current.report(message);
        }
        if (progressToken == null || (current != null && revision().isStateless())) {
            return;
        }
        var params = JsonObject.of("progressToken", progressToken, "progress", Json.of(number(done)));
        if (total > 0) {
            params = params.with("total", number(total));
        }
        if (revision().atLeast(Revision.V2025_03_26)) {
            params = params.with("message", message);
        }
        send("notifications/progress", params);
    }

    /// Writes 3.0 as 3.
    private static Object number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? (Object) (long) value : (Object) value;
    }

    @Override
    public void log(LogLevel level, String logger, Json data) {
        if (!isCanceled() && caller.receives(level)) {
            send("notifications/message", JsonObject.of("level", level, "logger", logger, "data", data));
        }
    }

    /// Sends a notification. A client that disconnected cancels the call, so that a handler gets no exception from
    /// a log message.
    private void send(String method, JsonObject params) {
        Task current = task;
        if (current != null) {
            services.stream().deliver(method, current.relate(params));
            return;
        }
        try {
            sink.send(JsonRpc.notification(method, params));
        } catch (IOException disconnected) {
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
        return questions().ask(questions);
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

    private Questions questions() throws ProtocolError {
        Task current = task;
        if (revision().isStateless()) {
            return current == null ? new QuestionsByRetry(request, services.requestState()) : current::ask;
        }
        return current == null
                ? new QuestionsByRequest(services.questions(), sink, revision())
                : asked -> current.askInSession(services.stream(), services.questions(), asked);
    }

    @Override
    public void allowTask(TaskSupport support) {
        taskSupport = support;
    }

    @Override
    public void detach(String statusMessage) throws ProtocolError {
        if (task == null && taskSupport.isInSession() && client().followsTasks()) {
            becomeTask(statusMessage, null);
        }
    }

    @Override
    public void becomeTask(String statusMessage, @Nullable Duration timeToLive) throws ProtocolError {
        var origin = new Task.Origin(services.connection(), revision(), this::cancel, this::taskChanged);
        Task created = services.tasks().create(origin, statusMessage, timeToLive);
        task = created;
        calls().finish(this);
        JsonObject json = created.json(revision());
        JsonObject result = revision().isStateless()
                ? services.metadata().addTo(json.with("resultType", "task"), request.method(), revision())
                : JsonObject.of("task", json);
        try {
            sink.send(JsonRpc.response(request.id(), result));
        } catch (IOException disconnected) {
            cancel();
        } finally {
            answered.countDown();
        }
    }

    private void taskChanged(Task changed) {
        JsonObject json = changed.json(revision());
        if (revision().isStateless()) {
            services.subscriptions().taskChanged(changed.id(), json);
        } else {
            services.stream().deliver("notifications/tasks/status", json);
        }
    }
}
