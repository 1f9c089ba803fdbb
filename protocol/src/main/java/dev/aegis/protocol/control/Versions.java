package dev.aegis.protocol.control;

import dev.aegis.protocol.Required;
import dev.aegis.protocol.Timestamped;
import java.util.List;

/// `GET /versions`: what the machines online can build.
///
/// @param versions each ESP-IDF version with the targets that at least one machine has for it
/// @param serverTime unix seconds at the build server
public record Versions(List<Offered> versions, long serverTime) implements Timestamped {
    public Versions {
        versions = Required.list(versions);
    }

    /// @param machines how many machines online have this version
    public record Offered(String version, List<String> targets, int machines) {
        public Offered {
            targets = Required.list(targets);
        }
    }
}
