package dev.aegis.mcp.http;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lets in who names this computer and comes from it. A web page elsewhere that has its name point here
/// (DNS rebinding) gives itself away by `Host` and `Origin`.
final class LocalOnly {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> origins;
    private final @Nullable String token;

    /// @param origins further origins, exact
    /// @param token what `Authorization: Bearer` must carry, where anything
    LocalOnly(Set<String> origins, @Nullable String token) {
        this.origins = Set.copyOf(origins);
        this.token = token;
    }

    void check(Headers headers) throws Refusal {
        String host = headers.getFirst("Host");
        if (host == null || !isLocal("http://" + host)) {
            throw Refusal.of(403, "Host " + host + " is not this computer");
        }
        String origin = headers.getFirst("Origin");
        if (origin != null && !origins.contains(origin) && !isLocal(origin)) {
            throw Refusal.of(403, "Origin " + origin + " is not allowed");
        }
        if (token != null && !isToken(headers.getFirst("Authorization"), token)) {
            throw Refusal.of(401, "Authorization: Bearer with this server's token is missing or wrong");
        }
    }

    private static boolean isLocal(String address) {
        try {
            String host = new URI(address).getHost();
            return host != null && LOCAL.contains(host);
        } catch (URISyntaxException garbled) {
            return false;
        }
    }

    private static boolean isToken(@Nullable String authorization, String token) {
        byte[] given = String.valueOf(authorization).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(given, ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
    }
}
