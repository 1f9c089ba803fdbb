package dev.aegis.controlclient;

import dev.aegis.protocol.Limits;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// The difference between the build server's clock and this computer's, by the last answer that names the server's
/// time.
public final class ClockSkew {
    private final Clock clock;
    private final Consumer<ClockSkew> listener;
    private final AtomicLong seconds = new AtomicLong();

    public ClockSkew(Clock clock) {
        this(clock, _ -> {});
    }

    /// @param listener called after each measurement
    public ClockSkew(Clock clock, Consumer<ClockSkew> listener) {
        this.clock = clock;
        this.listener = listener;
    }

    /// Takes a measurement.
    ///
    /// @param serverTime in unix seconds; 0 or less from a server that does not name its time
    public void observe(long serverTime) {
        if (serverTime > 0) {
            seconds.set(serverTime - clock.instant().getEpochSecond());
            listener.accept(this);
        }
    }

    /// Seconds that the server's clock is ahead; negative when it is behind.
    public long seconds() {
        return seconds.get();
    }

    /// Whether the difference exceeds the limit, so that grants are refused.
    public boolean refusesGrants() {
        return Math.abs(seconds.get()) > Limits.CLOCK_SKEW_SECS;
    }

    /// Returns a sentence such as "this computer's clock is 42 s behind the build server's".
    public String sentence() {
        long now = seconds.get();
        return "this computer's clock is " + Math.abs(now) + " s " + (now >= 0 ? "behind" : "ahead of")
                + " the build server's";
    }
}
