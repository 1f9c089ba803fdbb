package dev.aegis.mcp.call;

import dev.aegis.mcp.json.JsonObject;
import java.util.Base64;

/// The contents of a resource.
public sealed interface ResourceContents {
    JsonObject json();

    /// Contents that are text.
    record Text(String uri, String mimeType, String text) implements ResourceContents {
        @Override
        public JsonObject json() {
            return JsonObject.of("uri", uri, "mimeType", mimeType, "text", text);
        }
    }

    /// Contents that are bytes.
    record Bytes(String uri, String mimeType, byte[] bytes) implements ResourceContents {
        @Override
        public JsonObject json() {
            return JsonObject.of(
                    "uri",
                    uri,
                    "mimeType",
                    mimeType,
                    "blob",
                    Base64.getEncoder().encodeToString(bytes));
        }
    }
}
