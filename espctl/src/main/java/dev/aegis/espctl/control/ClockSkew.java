package dev.aegis.espctl.control;

import dev.aegis.protocol.Limits;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/// How far the server's clock is ahead of ours, by its last answer.
public final class ClockSkew {
    private final Clock clock;
    private final AtomicLong seconds = new AtomicLong();

    ClockSkew(Clock clock) {
        this.clock = clock;
    }

    void heard(long serverTime) {
        if (serverTime > 0) {
            seconds.set(serverTime - clock.instant().getEpochSecond());
        }
    }

    /// Negative when the server's clock is behind.
    public long seconds() {
        return seconds.get();
    }

    public boolean isTooMuch() {
        return Math.abs(seconds.get()) > Limits.CLOCK_SKEW_SECS;
    }

    /// Such as "this machine's clock is 42 s behind the build server's".
    public String sentence() {
        long now = seconds.get();
        return "this machine's clock is " + Math.abs(now) + " s " + (now >= 0 ? "behind" : "ahead of")
                + " the build server's";
    }
}
