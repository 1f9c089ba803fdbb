package dev.aegis.peer.channel;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// When a channel last heard the other side, and the one ping that is on its way.
final class Liveness {
    private final LongSupplier nanoTime;
    private boolean anything;
    private long last;
    private long pings;
    private long pingedAt;
    private boolean waitsForPong;

    Liveness(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        last = nanoTime.getAsLong();
        pingedAt = last;
    }

    synchronized void now() {
        anything = true;
        last = nanoTime.getAsLong();
    }

    synchronized boolean anything() {
        return anything;
    }

    synchronized long silentFor() {
        return nanoTime.getAsLong() - last;
    }

    synchronized long sincePing() {
        return nanoTime.getAsLong() - pingedAt;
    }

    /// @return what the ping carries
    synchronized long beginPing() {
        waitsForPong = true;
        pingedAt = nanoTime.getAsLong();
        return ++pings;
    }

    /// @return the round trip in nanoseconds, when this answers the last ping
    synchronized OptionalLong pong(long number) {
        if (!waitsForPong || number != pings) {
            return OptionalLong.empty();
        }
        waitsForPong = false;
        return OptionalLong.of(nanoTime.getAsLong() - pingedAt);
    }
}
