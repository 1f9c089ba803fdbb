package dev.aegis.mcp.call;

import dev.aegis.mcp.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// A part of a tool's result or of a prompt.
public sealed interface Content {
    /// Returns the JSON of this part. If the revision does not have its kind, this is a text with the same meaning.
    JsonObject json(Revision revision);

    static Content text(String text) {
        return new Text(text);
    }

    /// Plain text.
    record Text(String text) implements Content {
        @Override
        public JsonObject json(Revision revision) {
            return JsonObject.of("type", "text", "text", text);
        }
    }

    /// An image, its bytes in base64.
    record Image(String base64, String mimeType) implements Content {
        @Override
        public JsonObject json(Revision revision) {
            return JsonObject.of("type", "image", "data", base64, "mimeType", mimeType);
        }
    }

    /// Sound, its bytes in base64.
    record Audio(String base64, String mimeType) implements Content {
        @Override
        public JsonObject json(Revision revision) {
            return revision.atLeast(Revision.V2025_03_26)
                    ? JsonObject.of("type", "audio", "data", base64, "mimeType", mimeType)
                    : new Text("[sound, " + mimeType + "]").json(revision);
        }
    }

    /// A link to a resource.
    record Link(
            String uri,
            String name,
            @Nullable String description,
            @Nullable String mimeType) implements Content {
        @Override
        public JsonObject json(Revision revision) {
            if (!revision.atLeast(Revision.V2025_06_18)) {
                return new Text(name + ": " + uri).json(revision);
            }
            return JsonObject.of("type", "resource_link", "uri", uri, "name", name)
                    .withPresent("description", description)
                    .withPresent("mimeType", mimeType);
        }
    }

    /// A resource with its contents.
    record Embedded(ResourceContents contents) implements Content {
        @Override
        public JsonObject json(Revision revision) {
            return JsonObject.of("type", "resource", "resource", contents.json());
        }
    }
}
