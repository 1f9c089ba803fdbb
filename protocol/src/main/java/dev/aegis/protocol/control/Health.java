package dev.aegis.protocol.control;

import dev.aegis.protocol.Required;
import dev.aegis.protocol.Timestamped;

/// The answer to `GET /health`. The HTTP status is 200 only when `status` is `ok`.
///
/// @param status `ok`, `degraded` or `draining`
/// @param version the build server's version
/// @param state `ok`, or the reason why the state engine fails
/// @param machinesOnline machines online
/// @param serverTime unix seconds at the build server
public record Health(String status, String version, String state, int machinesOnline, long serverTime)
        implements Timestamped {
    public Health {
        Required.text("status", status, 32);
    }
}
