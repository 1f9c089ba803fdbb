package dev.aegis.agent.server;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How far this machine's clock is from the build server's. Said once, because grants fail mysteriously by it.
final class ClockSkew {
    private static final Logger LOG = LoggerFactory.getLogger(ClockSkew.class);
    private static final int WORTH_A_WARNING_SECS = 5;

    private final Clock clock;
    private final AtomicBoolean said = new AtomicBoolean();
    private volatile long secs;

    ClockSkew(Clock clock) {
        this.clock = clock;
    }

    void observe(long serverTime) {
        secs = serverTime - clock.instant().getEpochSecond();
        if (Math.abs(secs) > WORTH_A_WARNING_SECS && said.compareAndSet(false, true)) {
            LOG.atWarn()
                    .addKeyValue("skew_secs", secs)
                    .log(
                            "this machine's clock is {} s {} the build server's; set it (for example by systemd-timesyncd)"
                                    + ", or grants will be refused",
                            Math.abs(secs),
                            secs > 0 ? "behind" : "ahead of");
        }
    }

    /// Seconds that the build server is ahead of this machine.
    long secs() {
        return secs;
    }
}
