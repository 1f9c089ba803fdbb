package dev.aegis.mcp.task;

import dev.aegis.mcp.call.Answer;
import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.call.Question;
import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.message.MessageSink;
import dev.aegis.mcp.notification.SharedStream;
import dev.aegis.mcp.question.OpenQuestions;
import dev.aegis.mcp.question.QuestionsByRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A call that continues after its request was answered: its status, its questions and its result.
public final class Task {
    /// The call that became a task.
    ///
    /// @param owner the connection that a session's task belongs to
    /// @param cancel stops the handler
    /// @param changed is notified of each change that clients follow
    public record Origin(Object owner, Revision revision, Runnable cancel, Consumer<Task> changed) {}

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final String RELATED_TASK = "io.modelcontextprotocol/related-task";

    private final String id;
    private final Origin origin;
    private final Duration timeToLive;
    private final Clock clock;
    private final Instant createdAt;
    private final InputRequests inputRequests = new InputRequests();
    private Instant updatedAt;
    private TaskStatus status = TaskStatus.WORKING;
    private String statusMessage;
    private @Nullable JsonObject result;
    private @Nullable JsonObject error;
    private @Nullable MessageSink resultSink;

    Task(String id, Origin origin, String statusMessage, Duration timeToLive, Clock clock) {
        this.id = id;
        this.origin = origin;
        this.statusMessage = statusMessage;
        this.timeToLive = timeToLive;
        this.clock = clock;
        this.createdAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        this.updatedAt = createdAt;
    }

    public String id() {
        return id;
    }

    boolean isOwnedBy(Object connection) {
        return origin.owner().equals(connection);
    }

    /// Returns whether the task is found by its id alone, as in the revision without sessions.
    boolean isStateless() {
        return origin.revision().isStateless();
    }

    boolean isExpired() {
        return clock.instant().isAfter(createdAt.plus(timeToLive));
    }

    synchronized boolean isOver() {
        return status.isFinal();
    }

    /// Changes the status, unless it is final. All changes go through here, so that a canceled task stays canceled.
    ///
    /// @return whether the status was changed
    private synchronized boolean moveTo(TaskStatus next) {
        if (status.isFinal()) {
            return false;
        }
        status = next;
        touch();
        return true;
    }

    private void touch() {
        updatedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        notifyAll();
    }

    /// Sets the status message, unless the task is over.
    public synchronized void report(String message) {
        if (moveTo(status)) {
            statusMessage = message;
        }
    }

    /// @param outcome a whole result, which may be marked as an error
    public void complete(JsonObject outcome) {
        boolean isFailure = outcome.flag("isError", false) && !isStateless();
        finish(isFailure ? TaskStatus.FAILED : TaskStatus.COMPLETED, isFailure ? "failed" : "done", outcome, null);
    }

    /// @param protocolError the body of a JSON-RPC error
    public void fail(JsonObject protocolError) {
        finish(TaskStatus.FAILED, "failed: " + protocolError.text("message", ""), null, protocolError);
    }

    /// Cancels the task and stops the handler; returns false if the task was over already.
    public boolean cancel() {
        if (!finish(TaskStatus.CANCELLED, "canceled by the client", null, null)) {
            return false;
        }
        origin.cancel().run();
        return true;
    }

    private boolean finish(
            TaskStatus last, String message, @Nullable JsonObject outcome, @Nullable JsonObject protocolError) {
        synchronized (this) {
            if (!moveTo(last)) {
                return false;
            }
            statusMessage = message;
            result = outcome;
            error = protocolError;
            inputRequests.clear();
        }
        origin.changed().accept(this);
        return true;
    }

    private void requireInput() throws InterruptedException {
        requireUnfinished();
        moveTo(TaskStatus.INPUT_REQUIRED);
    }

    private void requireUnfinished() throws InterruptedException {
        if (status.isFinal()) {
            throw new InterruptedException("the task is over");
        }
    }

    /// Asks through `tasks/get` and waits for `tasks/update`.
    public Map<String, Answer> ask(Map<String, Question> questions) throws InterruptedException {
        Map<String, String> wireKeys;
        synchronized (this) {
            requireInput();
            wireKeys = inputRequests.add(questions);
        }
        origin.changed().accept(this);
        synchronized (this) {
            while (!inputRequests.areAnswered(wireKeys.values())) {
                requireUnfinished();
                wait();
            }
            return inputRequests.take(wireKeys);
        }
    }

    /// Accepts the answers that fit an open question and ignores the others.
    public void update(JsonObject inputResponses) {
        boolean resumed;
        synchronized (this) {
            resumed = inputRequests.accept(inputResponses);
            moveTo(resumed ? TaskStatus.WORKING : status);
        }
        if (resumed) {
            origin.changed().accept(this);
        }
    }

    /// Asks by requests of the server, on the stream of the request that waits for the result if there is one.
    public Map<String, Answer> askInSession(
            SharedStream stream, OpenQuestions openQuestions, Map<String, Question> questions)
            throws InterruptedException {
        try {
            MessageSink sink = questionSink(stream);
            return new QuestionsByRequest(openQuestions, sink, origin.revision(), this::relate).ask(questions);
        } finally {
            moveTo(TaskStatus.WORKING);
        }
    }

    private synchronized MessageSink questionSink(SharedStream stream) throws InterruptedException {
        requireInput();
        while (resultSink == null && !stream.isAlwaysOpen()) {
            wait();
            requireUnfinished();
        }
        return resultSink == null ? stream.sink() : resultSink;
    }

    /// Adds this task's id to the parameters or the result of a message, as sessions demand.
    public JsonObject relate(JsonObject params) {
        return params.with("_meta", params.object("_meta").with(RELATED_TASK, JsonObject.of("taskId", id)));
    }

    /// Waits for the result. Meanwhile the task's questions are sent to the given sink.
    public synchronized JsonObject awaitResult(MessageSink waiting) throws InterruptedException, ProtocolError {
        resultSink = waiting;
        notifyAll();
        try {
            while (!status.isFinal()) {
                wait();
            }
        } finally {
            resultSink = null;
        }
        if (error != null) {
            int code = (int) error.whole("code", ProtocolError.INTERNAL_ERROR);
            throw new ProtocolError(code, error.text("message", "failed"), null);
        }
        if (result == null) {
            throw new ProtocolError(ProtocolError.INTERNAL_ERROR, "the task was canceled", null);
        }
        return relate(result);
    }

    public synchronized JsonObject json(Revision revision) {
        var json = JsonObject.of(
                "taskId", id,
                "status", status,
                "statusMessage", statusMessage,
                "createdAt", createdAt.toString(),
                "lastUpdatedAt", updatedAt.toString());
        if (!revision.isStateless()) {
            return json.with("ttl", timeToLive.toMillis()).with("pollInterval", POLL_INTERVAL.toMillis());
        }
        return json.with("ttlMs", timeToLive.toMillis())
                .with("pollIntervalMs", POLL_INTERVAL.toMillis())
                .merge(detail());
    }

    private JsonObject detail() {
        return switch (status) {
            case WORKING, CANCELLED -> JsonObject.EMPTY;
            case INPUT_REQUIRED -> inputRequests.json();
            case COMPLETED -> JsonObject.of("result", result);
            case FAILED -> JsonObject.of("error", error);
        };
    }
}
