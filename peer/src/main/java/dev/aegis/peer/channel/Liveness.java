package dev.aegis.peer.channel;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// When the last frame arrived on a channel, and the ping that waits for its pong.
final class Liveness {
    private final LongSupplier nanoTime;
    private boolean anyFrame;
    private long lastFrameAt;
    private long pings;
    private long pingedAt;
    private boolean pongDue;

    Liveness(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        lastFrameAt = nanoTime.getAsLong();
        pingedAt = lastFrameAt;
    }

    synchronized void frameArrived() {
        anyFrame = true;
        lastFrameAt = nanoTime.getAsLong();
    }

    synchronized boolean hasAnyFrame() {
        return anyFrame;
    }

    /// Nanoseconds since the last frame arrived.
    synchronized long idleNanos() {
        return nanoTime.getAsLong() - lastFrameAt;
    }

    synchronized long nanosSincePing() {
        return nanoTime.getAsLong() - pingedAt;
    }

    /// Records a ping and returns the number that it carries.
    synchronized long beginPing() {
        pongDue = true;
        pingedAt = nanoTime.getAsLong();
        return ++pings;
    }

    /// Returns the round trip in nanoseconds when this pong answers the last ping.
    synchronized OptionalLong pong(long number) {
        if (!pongDue || number != pings) {
            return OptionalLong.empty();
        }
        pongDue = false;
        return OptionalLong.of(nanoTime.getAsLong() - pingedAt);
    }
}
