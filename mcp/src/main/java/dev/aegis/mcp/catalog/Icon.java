package dev.aegis.mcp.catalog;

import dev.aegis.mcp.json.JsonObject;
import java.net.URI;

/// An icon for a user interface.
///
/// @param source an `https:` or `data:` URI
public record Icon(String source, String mimeType) {
    public Icon {
        String scheme = String.valueOf(URI.create(source).getScheme());
        if (!scheme.equals("https") && !scheme.equals("data")) {
            throw new IllegalArgumentException("an icon comes from https: or data:, not " + scheme);
        }
    }

    JsonObject json() {
        return JsonObject.of("src", source, "mimeType", mimeType);
    }
}
