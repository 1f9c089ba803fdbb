package dev.aegis.mcp.http;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The settings of the HTTP server. It always listens on the loopback address.
///
/// @param port 0 for any free one
/// @param path of the address, such as `/mcp`
/// @param origins exact origins of other web pages that may call; pages of this computer always may
/// @param token the required `Authorization: Bearer` token; null for none
public record HttpSettings(
        int port,
        String path,
        Set<String> origins,
        @Nullable String token) {
    public HttpSettings {
        origins = Set.copyOf(origins);
    }
}
