package dev.aegis.peer.channel;

import java.time.Duration;

/// How long a link waits for a sign of life.
///
/// @param pingAfter a channel on which nothing was heard for this long is pinged
/// @param silence a link on which nothing was heard for this long is dead
/// @param lateChannel how long the answering side waits for the rest of its channels once one is
/// open
public record LinkTimings(Duration pingAfter, Duration silence, Duration lateChannel) {
    public static final LinkTimings STANDARD =
            new LinkTimings(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(2));
}
