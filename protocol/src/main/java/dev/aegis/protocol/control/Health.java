package dev.aegis.protocol.control;

import dev.aegis.protocol.Required;
import dev.aegis.protocol.Timestamped;

/// `GET /health`. HTTP 200 only with `status` `ok`.
///
/// @param status `ok`, `degraded` or `draining`
/// @param version the build server's version
/// @param state `ok`, or what is wrong with the state engine
/// @param machinesOnline machines seen within the presence time
/// @param serverTime unix seconds at the build server
public record Health(String status, String version, String state, int machinesOnline, long serverTime)
        implements Timestamped {
    public Health {
        Required.text("status", status, 32);
    }
}
