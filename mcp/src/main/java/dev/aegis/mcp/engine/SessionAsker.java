package dev.aegis.mcp.engine;

import dev.aegis.mcp.catalog.Answer;
import dev.aegis.mcp.catalog.Question;
import dev.aegis.mcp.catalog.Revision;
import dev.aegis.mcp.catalog.ToolFailure;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Asks by a request of its own, and waits.
final class SessionAsker implements Asker {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Connection connection;
    private final Outlet outlet;
    private final Revision revision;
    private final UnaryOperator<JsonObject> relate;

    SessionAsker(Connection connection, Outlet outlet, Revision revision) {
        this(connection, outlet, revision, params -> params);
    }

    /// @param relate adds what ties a question to its task
    SessionAsker(Connection connection, Outlet outlet, Revision revision, UnaryOperator<JsonObject> relate) {
        this.connection = connection;
        this.outlet = outlet;
        this.revision = revision;
        this.relate = relate;
    }

    @Override
    public Map<String, Answer> ask(Map<String, Question> questions) throws InterruptedException {
        var ids = new LinkedHashMap<String, Json>();
        var replies = new LinkedHashMap<String, CompletableFuture<JsonObject>>();
        try {
            for (var asked : questions.entrySet()) {
                Json id = connection.nextQuestion();
                ids.put(asked.getKey(), id);
                replies.put(asked.getKey(), connection.expect(id));
                send(id, asked.getValue());
            }
            var answers = new LinkedHashMap<String, Answer>();
            for (var asked : questions.entrySet()) {
                answers.put(asked.getKey(), answer(asked.getValue(), replies.get(asked.getKey())));
            }
            return answers;
        } finally {
            ids.values().forEach(this::giveUp);
        }
    }

    private void send(Json id, Question question) {
        try {
            outlet.send(Replies.request(id, question.method(), relate.apply(question.params(revision))));
        } catch (IOException gone) {
            throw new ToolFailure("client_gone", "the client went away before it could be asked", null);
        }
    }

    private static Answer answer(Question question, @Nullable CompletableFuture<JsonObject> reply)
            throws InterruptedException {
        if (reply == null) {
            throw new IllegalStateException("a question without a reply to wait for");
        }
        JsonObject body;
        try {
            body = reply.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new ToolFailure("no_answer", "nobody answered within " + PATIENCE.toMinutes() + " minutes", null);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
        if (body.has("error")) {
            String why = body.object("error").text("message", "no reason given");
            throw new ToolFailure("question_refused", "the client refused to ask: " + why, null);
        }
        JsonObject result = body.object("result");
        question.complaint(result).ifPresent(complaint -> {
            throw new ToolFailure("answer_unfit", "the answer does not fit the form: " + complaint, null);
        });
        return new Answer(result);
    }

    /// Takes back a question that is still open.
    private void giveUp(Json id) {
        if (!connection.forget(id)) {
            return;
        }
        var params = JsonObject.of("requestId", id, "reason", "no longer needed");
        try {
            outlet.send(Replies.notice("notifications/cancelled", params));
        } catch (IOException gone) {
            // There is nobody left to take it back from.
        }
    }
}
