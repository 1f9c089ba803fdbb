package dev.aegis.espctl.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The content of `credentials.json`.
///
/// @param defaultServer the server of the last login; absent before the first
/// @param servers the key for each server by its address
public record Credentials(@Nullable String defaultServer, Map<String, Login> servers) {
    public Credentials {
        servers = servers == null ? Map.of() : new LinkedHashMap<>(servers);
    }

    static Credentials none() {
        return new Credentials(null, Map.of());
    }

    Credentials with(String server, String token) {
        Map<String, Login> more = new LinkedHashMap<>(servers);
        more.put(server, new Login(token));
        return new Credentials(server, more);
    }

    Credentials without(String server) {
        Map<String, Login> fewer = new LinkedHashMap<>(servers);
        fewer.remove(server);
        String next = server.equals(defaultServer)
                ? fewer.keySet().stream().findFirst().orElse(null)
                : defaultServer;
        return new Credentials(next, fewer);
    }

    /// @param token the access key
    public record Login(String token) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }
}
