package dev.aegis.mcp.engine;

import dev.aegis.mcp.catalog.Answer;
import dev.aegis.mcp.catalog.Question;
import dev.aegis.mcp.catalog.Revision;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A call that goes on behind its answer: its state, its questions, and at last its result.
final class TaskRun {
    enum Status {
        WORKING,
        INPUT_REQUIRED,
        COMPLETED,
        FAILED,
        CANCELLED;

        boolean isLast() {
            return this == COMPLETED || this == FAILED || this == CANCELLED;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final String RELATED = "io.modelcontextprotocol/related-task";

    private final String id;
    private final RunningCall call;
    private final Duration life;
    private final Clock clock;
    private final Instant createdAt;
    private final Consumer<TaskRun> changed;
    private final Map<String, Question> open = new LinkedHashMap<>();
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final Set<String> usedKeys = new HashSet<>();
    private Instant updatedAt;
    private Status status = Status.WORKING;
    private String statusMessage;
    private @Nullable JsonObject result;
    private @Nullable JsonObject error;
    private @Nullable Outlet resultOutlet;

    TaskRun(String id, RunningCall call, String statusMessage, Duration life, Clock clock, Consumer<TaskRun> changed) {
        this.id = id;
        this.call = call;
        this.statusMessage = statusMessage;
        this.life = life;
        this.clock = clock;
        this.changed = changed;
        this.createdAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        this.updatedAt = createdAt;
    }

    String id() {
        return id;
    }

    RunningCall call() {
        return call;
    }

    boolean isExpired() {
        return clock.instant().isAfter(createdAt.plus(life));
    }

    synchronized boolean isOver() {
        return status.isLast();
    }

    void say(String message) {
        synchronized (this) {
            if (status.isLast()) {
                return;
            }
            statusMessage = message;
            touch();
        }
    }

    /// @param outcome a whole result, be it marked as an error
    void complete(JsonObject outcome) {
        boolean isError = outcome.flag("isError", false) && !call.revision().isStateless();
        finish(isError ? Status.FAILED : Status.COMPLETED, outcome, null);
    }

    void fail(JsonObject protocolError) {
        finish(Status.FAILED, null, protocolError);
    }

    /// Settles it as canceled and stops the handler; false where it was over already.
    boolean cancel() {
        if (!finish(Status.CANCELLED, null, null)) {
            return false;
        }
        call.cancel();
        return true;
    }

    private boolean finish(Status last, @Nullable JsonObject outcome, @Nullable JsonObject protocolError) {
        synchronized (this) {
            if (status.isLast()) {
                return false;
            }
            status = last;
            statusMessage = switch (last) {
                case COMPLETED -> "done";
                case FAILED -> "failed" + (protocolError == null ? "" : ": " + protocolError.text("message", ""));
                case CANCELLED -> "canceled by the client";
                case WORKING, INPUT_REQUIRED -> statusMessage;
            };
            result = outcome;
            error = protocolError;
            open.clear();
            touch();
        }
        changed.accept(this);
        return true;
    }

    private void touch() {
        updatedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        notifyAll();
    }

    /// Asks through `tasks/get`, and waits for `tasks/update`.
    Map<String, Answer> ask(Map<String, Question> questions) throws InterruptedException {
        var wireKeys = new LinkedHashMap<String, String>();
        synchronized (this) {
            questions.forEach((key, question) -> {
                String wireKey = unused(key);
                wireKeys.put(key, wireKey);
                open.put(wireKey, question);
            });
            status = Status.INPUT_REQUIRED;
            touch();
        }
        changed.accept(this);
        var given = new LinkedHashMap<String, Answer>();
        synchronized (this) {
            while (!answers.keySet().containsAll(wireKeys.values())) {
                if (status.isLast()) {
                    throw new InterruptedException("the task is over");
                }
                wait();
            }
            wireKeys.forEach((key, wireKey) -> given.put(key, Objects.requireNonNull(answers.remove(wireKey))));
        }
        return given;
    }

    /// A key stands for one question in the whole life of a task.
    private String unused(String key) {
        String candidate = key;
        for (int number = 2; !usedKeys.add(candidate); number++) {
            candidate = key + "-" + number;
        }
        return candidate;
    }

    /// Takes in answers; those that nobody waits for, and those that do not fit, are passed over.
    void update(JsonObject inputResponses) {
        boolean resumed = false;
        synchronized (this) {
            for (var response : inputResponses.fields().entrySet()) {
                Question question = open.get(response.getKey());
                if (question != null
                        && response.getValue() instanceof JsonObject answer
                        && question.complaint(answer).isEmpty()) {
                    open.remove(response.getKey());
                    answers.put(response.getKey(), new Answer(answer));
                    resumed = open.isEmpty();
                }
            }
            if (resumed && status == Status.INPUT_REQUIRED) {
                status = Status.WORKING;
            }
            touch();
        }
        if (resumed) {
            changed.accept(this);
        }
    }

    /// Asks by a request of its own, on the stream of whoever waits for the result.
    Map<String, Answer> askInSession(Connection connection, Map<String, Question> questions)
            throws InterruptedException {
        Outlet outlet;
        synchronized (this) {
            status = Status.INPUT_REQUIRED;
            touch();
            while (resultOutlet == null && !connection.hasSharedStream()) {
                wait();
            }
            outlet = resultOutlet == null ? connection.push() : resultOutlet;
        }
        try {
            return new SessionAsker(connection, outlet, call.revision(), this::relate).ask(questions);
        } finally {
            synchronized (this) {
                if (!status.isLast()) {
                    status = Status.WORKING;
                    touch();
                }
            }
        }
    }

    /// In sessions, what belongs to a task says so.
    JsonObject relate(JsonObject params) {
        return params.with("_meta", params.object("_meta").with(RELATED, JsonObject.of("taskId", id)));
    }

    /// Waits until it is over; meanwhile its questions go out on the waiter's stream.
    synchronized JsonObject awaitResult(Outlet waiting) throws InterruptedException {
        resultOutlet = waiting;
        notifyAll();
        try {
            while (!status.isLast()) {
                wait();
            }
        } finally {
            resultOutlet = null;
        }
        return outcome();
    }

    private synchronized JsonObject outcome() {
        if (error != null) {
            return JsonObject.of("error", error);
        }
        if (result == null) {
            return JsonObject.of("error", JsonObject.of("code", -32603, "message", "the task was canceled"));
        }
        return JsonObject.of("result", relate(result));
    }

    synchronized JsonObject json(Revision revision) {
        var json = JsonObject.of(
                "taskId", id,
                "status", status,
                "statusMessage", statusMessage,
                "createdAt", createdAt.toString(),
                "lastUpdatedAt", updatedAt.toString());
        if (!revision.isStateless()) {
            return json.with("ttl", life.toMillis()).with("pollInterval", POLL.toMillis());
        }
        return json.with("ttlMs", life.toMillis())
                .with("pollIntervalMs", POLL.toMillis())
                .merge(detail());
    }

    private JsonObject detail() {
        return switch (status) {
            case WORKING, CANCELLED -> JsonObject.EMPTY;
            case INPUT_REQUIRED -> {
                var requests = new LinkedHashMap<String, Json>();
                open.forEach((key, question) -> requests.put(key, RetryAsker.inputRequest(question)));
                yield JsonObject.of("inputRequests", new JsonObject(requests));
            }
            case COMPLETED -> JsonObject.of("result", result);
            case FAILED -> JsonObject.of("error", error);
        };
    }
}
