package dev.aegis.espctl.connect;

import dev.aegis.espctl.control.ControlClient;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.settings.MachinePins;
import dev.aegis.peer.Certificates;
import dev.aegis.peer.DtlsCertificate;
import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerEngine;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Opens sessions: requests a grant, connects to the machine and verifies it. Makes three attempts, two seconds apart.
public final class Connector {
    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final ControlClient control;
    private final PeerEngine engine;
    private final MachinePins pins;
    private final Clock clock;
    private final String clientName;
    private @Nullable DtlsCertificate ready;

    /// @param clientName name and version of this program, for the machine's log
    public Connector(ControlClient control, PeerEngine engine, MachinePins pins, Clock clock, String clientName) {
        this(control, engine, pins, clock, clientName, null);
    }

    /// @param ready a certificate for the first job, created ahead of time; null without one
    public Connector(
            ControlClient control,
            PeerEngine engine,
            MachinePins pins,
            Clock clock,
            String clientName,
            @Nullable DtlsCertificate ready) {
        this.control = control;
        this.engine = engine;
        this.pins = pins;
        this.clock = clock;
        this.clientName = clientName;
        this.ready = ready;
    }

    /// Opens a session.
    ///
    /// @throws Failure when no session can be opened
    public MachineSession open(SessionRequest request, ConnectListener listener) throws InterruptedException {
        String reason = "";
        Job job = null;
        long start = System.nanoTime();
        try {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                if (job == null) {
                    job = Job.request(control, request, certificate(), listener);
                }
                try {
                    return attempt(job, request, listener);
                } catch (LinkException failed) {
                    reason = String.valueOf(failed.getMessage());
                    // A machine that took the job and did not answer may be gone: the next attempt needs a new job.
                    if (job.isOver() || failed.code().equals("no_answer")) {
                        job.close();
                        job = null;
                    }
                    if (outOfTime(request, start)) {
                        break;
                    }
                    if (attempt < ATTEMPTS) {
                        listener.on(new ConnectEvent.AttemptFailed(attempt, reason));
                        Thread.sleep(PAUSE);
                    }
                }
            }
        } finally {
            if (job != null) {
                job.close();
            }
        }
        throw new Failure(
                ExitCode.UNREACHABLE,
                "connect_failed",
                "no connection to the build machine: " + reason,
                "if UDP is blocked here, ask the operator for a TURN relay; espctl doctor shows the offered relays");
    }

    /// Returns a certificate that was not used before.
    private DtlsCertificate certificate() {
        DtlsCertificate made = ready;
        ready = null;
        return made == null ? Certificates.create(clock) : made;
    }

    /// Reconnecting to one machine has a deadline. Connecting to any machine is limited by the number of attempts.
    private static boolean outOfTime(SessionRequest request, long start) {
        return request.agentId() != null
                && request.patience() != null
                && System.nanoTime() - start > request.patience().toNanos();
    }

    private MachineSession attempt(Job job, SessionRequest request, ConnectListener listener)
            throws LinkException, InterruptedException {
        ConnectAttempt attempt = job.newAttempt(engine);
        try {
            ConnectAttempt.Verified verified = attempt.connect(request, listener, pins);
            return MachineSession.handshake(attempt.link(), job.jobId(), verified, request.channels(), clientName);
        } catch (LinkException | InterruptedException | RuntimeException failed) {
            attempt.close();
            throw failed;
        }
    }
}
