package dev.aegis.peer.channel;

import java.time.Duration;

/// The keepalive intervals and timeouts of a link.
///
/// @param pingAfter a channel is pinged when no frame arrived on it for this long
/// @param silence a link ends when no frame arrived on any of its channels for this long
/// @param lateChannel how long the answering side waits for the rest of its channels after the
/// first one opened
public record LinkTimings(Duration pingAfter, Duration silence, Duration lateChannel) {
    public static final LinkTimings STANDARD =
            new LinkTimings(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(2));
}
