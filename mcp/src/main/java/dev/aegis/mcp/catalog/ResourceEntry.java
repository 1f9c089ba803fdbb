package dev.aegis.mcp.catalog;

import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// An entry of the list of resources.
///
/// @param name a short name by which a person can pick it
/// @param size bytes, or null if unknown
/// @param lastModified an ISO 8601 instant, or null if unknown
public record ResourceEntry(
        String uri,
        String name,
        String description,
        String mimeType,
        @Nullable Long size,
        @Nullable String lastModified) {
    public static ResourceEntry of(String uri, String name, String description, String mimeType) {
        return new ResourceEntry(uri, name, description, mimeType, null, null);
    }

    public JsonObject json(Revision revision) {
        var json = JsonObject.of("uri", uri, "name", name);
        if (revision.atLeast(Revision.V2025_06_18)) {
            json = json.with("title", name);
        }
        json = json.with("description", description).with("mimeType", mimeType);
        if (revision.atLeast(Revision.V2025_03_26)) {
            json = json.withPresent("size", size);
        }
        if (revision.atLeast(Revision.V2025_06_18) && lastModified != null) {
            json = json.with("annotations", JsonObject.of("lastModified", lastModified));
        }
        return json;
    }
}
