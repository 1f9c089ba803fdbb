package dev.aegis.agent.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.aegis.controlclient.ClockSkew;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ClockWarningTest {
    private static final long NOW = 1_000_000;

    @Test
    void warnsOnceAndNamesTheDifferenceAtWhichGrantsAreRefused() {
        Logger logger = (Logger) LoggerFactory.getLogger(ClockWarning.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.setLevel(Level.WARN);
        logger.addAppender(lines);
        try {
            ClockSkew skew = new ClockSkew(Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC), new ClockWarning());
            skew.observe(NOW + 5);
            skew.observe(NOW + 6);
            skew.observe(NOW + 40);
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(null);
        }

        assertEquals(
                List.of("this computer's clock is 6 s behind the build server's; set it (for example with"
                        + " systemd-timesyncd): grants are refused above 30 s"),
                lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
    }
}
