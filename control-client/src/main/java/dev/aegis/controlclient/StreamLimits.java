package dev.aegis.controlclient;

import dev.aegis.protocol.Limits;
import java.time.Duration;

/// The limits of an event stream.
///
/// @param open deadline for the beginning of an answer
/// @param idle the longest silence of an open stream, heartbeats included
/// @param eventBytes limit of one event, and of one line
record StreamLimits(Duration open, Duration idle, int eventBytes) {
    /// The build server sends a heartbeat every 10 s; three missed ones end a connection. An event holds at most one
    /// session description, in JSON.
    static final StreamLimits STANDARD =
            new StreamLimits(Duration.ofSeconds(10), Duration.ofSeconds(30), 8 * Limits.SDP_BYTES);
}
