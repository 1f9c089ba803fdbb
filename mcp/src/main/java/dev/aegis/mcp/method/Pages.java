package dev.aegis.mcp.method;

import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/// Divides a list into pages. A cursor names the last entry of its page, so that it stays valid while other entries
/// are added and removed.
final class Pages {
    private final int size;

    Pages(int size) {
        this.size = size;
    }

    <T> JsonObject page(
            String field, List<T> all, Function<T, String> key, Function<T, ? extends Json> json, JsonObject params)
            throws ProtocolError {
        int from = start(field, all, key, params);
        int to = Math.min(all.size(), from + size);
        var page = JsonObject.of(field, all.subList(from, to).stream().map(json).toList());
        return to < all.size() ? page.with("nextCursor", cursor(field, key.apply(all.get(to - 1)))) : page;
    }

    private static <T> int start(String field, List<T> all, Function<T, String> key, JsonObject params)
            throws ProtocolError {
        if (!params.has("cursor") || params.get("cursor") == Json.Nothing.NULL) {
            return 0;
        }
        String cursor = params.text("cursor", "");
        for (int index = 0; index < all.size(); index++) {
            if (cursor(field, key.apply(all.get(index))).equals(cursor)) {
                return index + 1;
            }
        }
        throw ProtocolError.invalidParams("unknown cursor; ask for the list from its start");
    }

    private static String cursor(String field, String key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((field + ":" + key).getBytes(StandardCharsets.UTF_8));
    }
}
