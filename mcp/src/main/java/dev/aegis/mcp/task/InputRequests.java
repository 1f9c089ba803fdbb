package dev.aegis.mcp.task;

import dev.aegis.mcp.call.Answer;
import dev.aegis.mcp.call.Question;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.question.QuestionsByRetry;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The questions of one task that its client answers by `tasks/update`. Not thread-safe: the task's lock guards it.
final class InputRequests {
    private final Map<String, Question> open = new LinkedHashMap<>();
    private final Map<String, Answer> answers = new HashMap<>();
    private final Set<String> usedKeys = new HashSet<>();

    /// Adds questions; returns the key on the wire for each key of the tool.
    Map<String, String> add(Map<String, Question> questions) {
        var wireKeys = new LinkedHashMap<String, String>();
        questions.forEach((key, question) -> {
            String wireKey = unusedKey(key);
            wireKeys.put(key, wireKey);
            open.put(wireKey, question);
        });
        return wireKeys;
    }

    /// In a task, a key must never be used for a second question.
    private String unusedKey(String key) {
        String candidate = key;
        for (int number = 2; !usedKeys.add(candidate); number++) {
            candidate = key + "-" + number;
        }
        return candidate;
    }

    /// Accepts the answers that fit an open question; returns whether the last open question was answered now.
    boolean accept(JsonObject inputResponses) {
        boolean accepted = false;
        for (var response : inputResponses.fields().entrySet()) {
            Question question = open.get(response.getKey());
            if (question != null
                    && response.getValue() instanceof JsonObject answer
                    && question.error(answer).isEmpty()) {
                open.remove(response.getKey());
                answers.put(response.getKey(), new Answer(answer));
                accepted = true;
            }
        }
        return accepted && open.isEmpty();
    }

    boolean areAnswered(Collection<String> wireKeys) {
        return answers.keySet().containsAll(wireKeys);
    }

    /// Returns and removes the answers.
    ///
    /// @param wireKeys as [#add] returned them; all are answered
    Map<String, Answer> take(Map<String, String> wireKeys) {
        var taken = new LinkedHashMap<String, Answer>();
        wireKeys.forEach((key, wireKey) -> taken.put(key, Objects.requireNonNull(answers.remove(wireKey))));
        return taken;
    }

    void clear() {
        open.clear();
    }

    JsonObject json() {
        var requests = new LinkedHashMap<String, Json>();
        open.forEach((key, question) -> requests.put(key, QuestionsByRetry.inputRequest(question)));
        return JsonObject.of("inputRequests", new JsonObject(requests));
    }
}
