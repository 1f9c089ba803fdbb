package dev.aegis.mcp.question;

import dev.aegis.mcp.call.Answer;
import dev.aegis.mcp.call.Question;
import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.message.JsonRpc;
import dev.aegis.mcp.message.MessageSink;
import dev.aegis.mcp.tool.ToolFailure;
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

/// Sends each question as a request of the server and waits for the response, as sessions do.
public final class QuestionsByRequest implements Questions {
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final OpenQuestions open;
    private final MessageSink sink;
    private final Revision revision;
    private final UnaryOperator<JsonObject> relate;

    public QuestionsByRequest(OpenQuestions open, MessageSink sink, Revision revision) {
        this(open, sink, revision, params -> params);
    }

    /// @param relate adds to a question's parameters which task it belongs to
    public QuestionsByRequest(
            OpenQuestions open, MessageSink sink, Revision revision, UnaryOperator<JsonObject> relate) {
        this.open = open;
        this.sink = sink;
        this.revision = revision;
        this.relate = relate;
    }

    @Override
    public Map<String, Answer> ask(Map<String, Question> questions) throws InterruptedException {
        var ids = new LinkedHashMap<String, Json>();
        var responses = new LinkedHashMap<String, CompletableFuture<JsonObject>>();
        try {
            for (var asked : questions.entrySet()) {
                Json id = open.nextId();
                ids.put(asked.getKey(), id);
                responses.put(asked.getKey(), open.expect(id));
                send(id, asked.getValue());
            }
            var answers = new LinkedHashMap<String, Answer>();
            for (var asked : questions.entrySet()) {
                answers.put(asked.getKey(), answer(asked.getValue(), responses.get(asked.getKey())));
            }
            return answers;
        } finally {
            ids.values().forEach(this::cancel);
        }
    }

    private void send(Json id, Question question) {
        try {
            sink.send(JsonRpc.request(id, question.method(), relate.apply(question.params(revision))));
        } catch (IOException disconnected) {
            throw new ToolFailure("client_gone", "the client disconnected before it could be asked", null);
        }
    }

    private static Answer answer(Question question, @Nullable CompletableFuture<JsonObject> response)
            throws InterruptedException {
        if (response == null) {
            throw new IllegalStateException("no response is expected for this question");
        }
        JsonObject body;
        try {
            body = response.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new ToolFailure("no_answer", "no answer came within " + TIMEOUT.toMinutes() + " minutes", null);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
        if (body.has("error")) {
            String reason = body.object("error").text("message", "no reason given");
            throw new ToolFailure("question_refused", "the client refused to ask: " + reason, null);
        }
        JsonObject result = body.object("result");
        question.error(result).ifPresent(error -> {
            throw new ToolFailure("answer_unfit", "the answer does not fit the form: " + error, null);
        });
        return new Answer(result);
    }

    /// Cancels a question if it is still open.
    private void cancel(Json id) {
        if (!open.remove(id)) {
            return;
        }
        var params = JsonObject.of("requestId", id, "reason", "no longer needed");
        try {
            sink.send(JsonRpc.notification("notifications/cancelled", params));
        } catch (IOException disconnected) {
            // The question ended with its client.
        }
    }
}
