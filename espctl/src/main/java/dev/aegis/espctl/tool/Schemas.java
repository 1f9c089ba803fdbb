package dev.aegis.espctl.tool;

import dev.aegis.mcp.json.JsonObject;
import java.util.List;

/// The few shapes that tools take and give. Kept small: the whole list of tools is read by a model.
final class Schemas {
    static final String TASK = "task id; latest is the newest";

    private Schemas() {}

    /// @param properties names and shapes by turns
    static JsonObject object(List<String> required, Object... properties) {
        JsonObject schema = JsonObject.of("type", "object", "properties", JsonObject.of(properties));
        return (required.isEmpty() ? schema : schema.with("required", required)).with("additionalProperties", false);
    }

    /// The shape of a result; only what a caller goes on with is named.
    static JsonObject result(Object... properties) {
        return JsonObject.of("type", "object", "properties", JsonObject.of(properties));
    }

    static JsonObject text(String description) {
        return JsonObject.of("type", "string", "description", description);
    }

    static JsonObject text() {
        return JsonObject.of("type", "string");
    }

    static JsonObject task() {
        return text(TASK).with("default", "latest");
    }

    static JsonObject project() {
        return text("project folder; default: where the server was started");
    }

    static JsonObject target() {
        return JsonObject.of(
                "type", "string", "description", "chip, such as esp32c3", "pattern", "^esp32[a-z0-9]{0,8}$");
    }

    static JsonObject whole(String description, int least, int most) {
        return JsonObject.of("type", "integer", "description", description, "minimum", least, "maximum", most);
    }

    static JsonObject number() {
        return JsonObject.of("type", "integer");
    }

    static JsonObject flag(String description) {
        return JsonObject.of("type", "boolean", "description", description);
    }

    static JsonObject choice(String... words) {
        return JsonObject.of("type", "string", "enum", List.of(words));
    }

    static JsonObject list() {
        return JsonObject.of("type", "array");
    }
}
