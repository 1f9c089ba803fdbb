package dev.aegis.mcp.engine;

import dev.aegis.mcp.catalog.Answer;
import dev.aegis.mcp.catalog.ProtocolError;
import dev.aegis.mcp.catalog.Question;
import dev.aegis.mcp.catalog.Revision;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/// Asks by answering the request with the questions; the client repeats it with the answers.
final class RetryAsker implements Asker {
    private final Message.Request request;
    private final RetryState state;
    private final JsonObject answers;

    RetryAsker(Message.Request request, RetryState state) throws ProtocolError {
        this.request = request;
        this.state = state;
        JsonObject params = request.params();
        JsonObject earlier =
                params.has("requestState") ? state.open(request, params.text("requestState", "")) : JsonObject.EMPTY;
        this.answers = earlier.merge(params.object("inputResponses"));
    }

    @Override
    public Map<String, Answer> ask(Map<String, Question> questions) {
        var given = new LinkedHashMap<String, Answer>();
        var open = new LinkedHashMap<String, Json>();
        var keep = new LinkedHashMap<String, Json>();
        questions.forEach((key, question) -> {
            if (answers.get(key) instanceof JsonObject answer
                    && question.complaint(answer).isEmpty()) {
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
                keep.put(key, answer);
            }
        });
        throw new InputNeeded(JsonObject.of(
                "resultType",
                "input_required",
                "inputRequests",
                new JsonObject(open),
                "requestState",
                state.seal(request, new JsonObject(keep))));
    }

    static JsonObject inputRequest(Question question) {
        return JsonObject.of("method", question.method(), "params", question.params(Revision.NEWEST));
    }
}
