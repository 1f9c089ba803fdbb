package dev.aegis.mcp.http;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where and for whom to serve. Always on the loopback address.
///
/// @param port 0 for any that is free
/// @param path of the one address, such as `/mcp`
/// @param origins web pages elsewhere that may call, exact; pages of this computer always may
/// @param token what `Authorization: Bearer` must carry; null for nothing
public record HttpSettings(
        int port,
        String path,
        Set<String> origins,
        @Nullable String token) {
    public HttpSettings {
        origins = Set.copyOf(origins);
    }
}
