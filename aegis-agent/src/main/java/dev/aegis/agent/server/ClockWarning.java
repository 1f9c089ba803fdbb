package dev.aegis.agent.server;

import dev.aegis.controlclient.ClockSkew;
import dev.aegis.protocol.Limits;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A warning about a wrong clock, logged once. It is logged long before grants are refused, so that there is time to
/// set
/// the clock.
final class ClockWarning implements Consumer<ClockSkew> {
    private static final Logger LOG = LoggerFactory.getLogger(ClockWarning.class);
    private static final int WARNING_SECS = 5;

    private final AtomicBoolean logged = new AtomicBoolean();

    @Override
    public void accept(ClockSkew skew) {
        if (Math.abs(skew.seconds()) > WARNING_SECS && logged.compareAndSet(false, true)) {
            LOG.atWarn()
                    .addKeyValue("skew_secs", skew.seconds())
                    .log(
                            "{}; set it (for example with systemd-timesyncd): grants are refused above {} s",
                            skew.sentence(),
                            Limits.CLOCK_SKEW_SECS);
        }
    }
}
