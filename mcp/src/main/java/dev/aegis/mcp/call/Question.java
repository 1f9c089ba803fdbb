package dev.aegis.mcp.call;

import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.schema.ArgumentSchema;
import java.util.Optional;

/// A question to the client, its user or its model.
public sealed interface Question {
    String method();

    JsonObject params(Revision revision);

    /// Returns the capability that it needs, as a client declares it.
    JsonObject required();

    boolean isSupportedBy(Client client);

    /// Returns why an answer is invalid, or nothing if it is valid.
    default Optional<String> error(JsonObject answer) {
        return Optional.empty();
    }

    /// Asks the user to fill in a small form.
    ///
    /// @param schema a flat object of strings, numbers, booleans and choices
    record Form(String message, JsonObject schema) implements Question {
        @Override
        public String method() {
            return "elicitation/create";
        }

        @Override
        public JsonObject params(Revision revision) {
            var params = JsonObject.of("message", message, "requestedSchema", schema);
            return revision.atLeast(Revision.V2025_11_25) ? params.with("mode", "form") : params;
        }

        @Override
        public JsonObject required() {
            return JsonObject.of("elicitation", JsonObject.EMPTY);
        }

        /// An empty declaration means that only forms are supported.
        @Override
        public boolean isSupportedBy(Client client) {
            JsonObject declared = client.capabilities().object("elicitation");
            return client.revision().atLeast(Revision.V2025_06_18)
                    && client.capabilities().has("elicitation")
                    && (declared.has("form") || !declared.has("url"));
        }

        @Override
        public Optional<String> error(JsonObject answer) {
            if (!answer.text("action", "").equals("accept")) {
                return Optional.empty();
            }
            return new ArgumentSchema(schema)
                    .errors(answer.object("content")).stream().findFirst();
        }
    }

    /// Sends the user to a web page, for data that must not pass through the client.
    ///
    /// @param id the `elicitationId` in sessions
    record Page(String message, String url, String id) implements Question {
        @Override
        public String method() {
            return "elicitation/create";
        }

        @Override
        public JsonObject params(Revision revision) {
            var params = JsonObject.of("mode", "url", "message", message, "url", url);
            return revision.isStateless() ? params : params.with("elicitationId", id);
        }

        @Override
        public JsonObject required() {
            return JsonObject.of("elicitation", JsonObject.of("url", JsonObject.EMPTY));
        }

        @Override
        public boolean isSupportedBy(Client client) {
            return client.revision().atLeast(Revision.V2025_11_25)
                    && client.capabilities().object("elicitation").has("url");
        }
    }

    /// Asks for the user's project directories. Deprecated in the protocol, but many clients offer no other way.
    record Roots() implements Question {
        @Override
        public String method() {
            return "roots/list";
        }

        @Override
        public JsonObject params(Revision revision) {
            return JsonObject.EMPTY;
        }

        @Override
        public JsonObject required() {
            return JsonObject.of("roots", JsonObject.EMPTY);
        }

        @Override
        public boolean isSupportedBy(Client client) {
            return client.capabilities().has("roots");
        }
    }

    /// Asks the client's model. Deprecated in the protocol.
    ///
    /// @param request the parameters of `sampling/createMessage`
    record Sampling(JsonObject request) implements Question {
        @Override
        public String method() {
            return "sampling/createMessage";
        }

        @Override
        public JsonObject params(Revision revision) {
            return request;
        }

        @Override
        public JsonObject required() {
            return JsonObject.of("sampling", JsonObject.EMPTY);
        }

        @Override
        public boolean isSupportedBy(Client client) {
            return client.capabilities().has("sampling");
        }
    }
}
