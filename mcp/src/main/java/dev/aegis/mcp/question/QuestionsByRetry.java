package dev.aegis.mcp.question;

import dev.aegis.mcp.call.Answer;
import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.call.Question;
import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.message.Message;
import java.util.LinkedHashMap;
import java.util.Map;

/// Puts the questions into the result of the request; the client sends the request again with the answers.
public final class QuestionsByRetry implements Questions {
    private final Message.Request request;
    private final RequestState state;
    private final JsonObject answers;

    public QuestionsByRetry(Message.Request request, RequestState state) throws ProtocolError {
        this.request = request;
        this.state = state;
        JsonObject params = request.params();
        JsonObject earlier =
                params.has("requestState") ? state.open(request, params.text("requestState", "")) : JsonObject.EMPTY;
        this.answers = earlier.merge(params.object("inputResponses"));
    }

    /// @throws InputRequired if an answer is missing
    @Override
    public Map<String, Answer> ask(Map<String, Question> questions) {
        var given = new LinkedHashMap<String, Answer>();
        var open = new LinkedHashMap<String, Json>();
        var kept = new LinkedHashMap<String, Json>();
        questions.forEach((key, question) -> {
            if (answers.get(key) instanceof JsonObject answer
                    && question.error(answer).isEmpty()) {
                given.put(key, new Answer(answer));
            } else {
                open.put(key, inputRequest(question));
            }
        });
        if (open.isEmpty()) {
            return given;
        }
        answers.fields().forEach((key, answer) -> {
            if (!open.containsKey(key)) {
                kept.put(key, answer);
            }
        });
        throw new InputRequired(JsonObject.of(
                "resultType",
                "input_required",
                "inputRequests",
                new JsonObject(open),
                "requestState",
                state.seal(request, new JsonObject(kept))));
    }

    /// Returns a question as an entry of `inputRequests`.
    public static JsonObject inputRequest(Question question) {
        return JsonObject.of("method", question.method(), "params", question.params(Revision.NEWEST));
    }
}
