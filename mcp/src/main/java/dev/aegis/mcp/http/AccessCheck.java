package dev.aegis.mcp.http;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Accepts requests that were sent to and from this computer. The `Host` and `Origin` headers show a foreign web
/// page, even if its name resolves to this computer (DNS rebinding).
final class AccessCheck {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> origins;
    private final @Nullable String token;

    /// @param origins other exact origins that are accepted
    /// @param token the required `Authorization: Bearer` token; null for none
    AccessCheck(Set<String> origins, @Nullable String token) {
        this.origins = Set.copyOf(origins);
        this.token = token;
    }

    void check(Headers headers) throws HttpProblem {
        String host = headers.getFirst("Host");
        if (host == null || !isLocal("http://" + host)) {
            throw HttpProblem.of(403, "Host " + host + " is not this computer");
        }
        String origin = headers.getFirst("Origin");
        if (origin != null && !origins.contains(origin) && !isLocal(origin)) {
            throw HttpProblem.of(403, "Origin " + origin + " is not allowed");
        }
        if (token != null && !isToken(headers.getFirst("Authorization"), token)) {
            throw HttpProblem.of(401, "Authorization: Bearer with this server's token is missing or wrong");
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
