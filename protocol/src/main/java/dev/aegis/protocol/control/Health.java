package dev.aegis.protocol.control;

import dev.aegis.protocol.Required;
import dev.aegis.protocol.Timestamped;
import java.util.List;

/// The answer to `GET /health`. The HTTP status is 200 only when `status` is `ok`.
///
/// @param status `ok`, `degraded` or `draining`
/// @param version the build server's version
/// @param state `ok`, or the reason why the state engine fails
/// @param machinesOnline machines online
/// @param protocolVersions the versions of the protocol that it supports, best first; empty from a server that does
///   not name them
/// @param serverTime unix seconds at the build server
public record Health(
        String status,
        String version,
        String state,
        int machinesOnline,
        List<Integer> protocolVersions,
        long serverTime)
        implements Timestamped {
    public Health {
        Required.text("status", status, 32);
        // Many programs answer with a status, and some with a version.
        Required.text("version", version, 64);
        Required.text("state", state, 1024);
        protocolVersions = Required.list(protocolVersions);
    }
}
