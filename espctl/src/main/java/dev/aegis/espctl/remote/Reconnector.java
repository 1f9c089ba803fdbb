package dev.aegis.espctl.remote;

import dev.aegis.espctl.connect.Connector;
import dev.aegis.espctl.connect.MachineSession;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.peer.LinkException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Reconnects to a machine after the connection broke: requests grants for the same machine until it answers or the
/// time
/// is over.
final class Reconnector {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /// A machine that lives answers within a second. One that is silent for this long is lost, if another one is free.
    private static final Duration SILENT = Duration.ofSeconds(6);

    private static final Duration SLACK = Duration.ofMillis(500);

    /// Losses in a row without an event between them. More mean that each new session breaks at once.
    private static final int FRUITLESS = 5;

    private final Connector connector;
    private final BuildOrder order;
    private final BuildListener listener;
    private long lastSeq = -1;
    private int fruitless;

    Reconnector(Connector connector, BuildOrder order, BuildListener listener) {
        this.connector = connector;
        this.order = order;
        this.listener = listener;
    }

    /// @param seq the last event that we have
    /// @return null when the machine is lost and the build server offers another one
    @Nullable
    MachineSession to(String agentId, LinkException lost, long seq) throws InterruptedException {
        fruitless = seq > lastSeq ? 0 : fruitless + 1;
        lastSeq = seq;
        if (fruitless >= FRUITLESS) {
            throw gone(agentId, "each new connection broke at once: " + lost.getMessage());
        }
        long begin = System.nanoTime();
        long deadline = begin + order.reconnect().toNanos();
        long alone = Math.min(deadline, begin + SILENT.toNanos());
        while (true) {
            long now = System.nanoTime();
            Duration left = Duration.ofNanos(Math.max(1, (now < alone ? alone : deadline) - now));
            try {
                return connector.open(
                        order.session().backTo(agentId, left), event -> listener.on(new BuildEvent.Connecting(event)));
            } catch (Failure failed) {
                if (failed.exit() == ExitCode.REFUSED || failed.exit() == ExitCode.INTERRUPTED) {
                    throw failed;
                }
                now = System.nanoTime();
                if (now + SLACK.toNanos() >= alone && connector.isOfferedElsewhere(order.session(), agentId)) {
                    return null;
                }
                boolean mayPass = failed.exit() == ExitCode.UNREACHABLE || now < deadline - PAUSE.toNanos();
                if (!mayPass || now + PAUSE.toNanos() > deadline) {
                    throw gone(agentId, failed.sentence());
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private Failure gone(String agentId, String reason) {
        return new Failure(
                ExitCode.UNREACHABLE,
                "machine_lost",
                "the build machine " + agentId + " was lost during the build and did not come back within "
                        + order.reconnect().toSeconds() + " s: " + reason,
                "run: espctl build (another machine can take it); files in build/ are from the last complete build");
    }
}
