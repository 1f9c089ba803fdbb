package dev.aegis.protocol.control;

import dev.aegis.protocol.Required;
import dev.aegis.protocol.Timestamped;
import java.util.List;

/// The answer to `GET /versions`: the ESP-IDF versions of the machines online.
///
/// @param versions each version with the targets that at least one machine supports
/// @param serverTime unix seconds at the build server
public record Versions(List<Offered> versions, long serverTime) implements Timestamped {
    public Versions {
        versions = Required.list(versions);
    }

    /// One ESP-IDF version.
    ///
    /// @param version such as `v5.3.1`
    /// @param targets chips, such as `esp32c3`
    /// @param machines number of machines online with this version
    public record Offered(String version, List<String> targets, int machines) {
        public Offered {
            targets = Required.list(targets);
        }
    }
}
