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
    private static final Duration ASK_AGAIN_PAUSE = Duration.ofSeconds(1);

    /// How long a server may be away that had given a permission before.
    private static final Duration SERVER_AWAY = Duration.ofSeconds(60);

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

    /// Opens a session. A server that loses the job while it waits is asked again.
    ///
    /// @throws Failure when no session can be opened
    public MachineSession open(SessionRequest request, ConnectListener listener) throws InterruptedException {
        Wait wait = new Wait(request, System.nanoTime());
        Job job = null;
        try {
            while (true) {
                try {
                    if (job == null) {
                        job = Job.request(control, request, certificate(), listener);
                        wait.granted();
                    }
                    MachineSession session = attempt(job, request, wait.start, listener);
                    job.close();
                    job = null;
                    return session;
                } catch (LinkException failed) {
                    // A machine that took the job and did not answer may be gone: the next attempt needs a new job.
                    if (job != null && (job.isOver() || failed.code().equals("no_answer"))) {
                        job.abandon();
                        job = null;
                    }
                    wait.failed(failed, listener);
                    Thread.sleep(PAUSE);
                } catch (Failure lost) {
                    if (!wait.mayAskAgain(lost)) {
                        throw lost;
                    }
                    if (job != null) {
                        job.close();
                        job = null;
                        listener.on(new ConnectEvent.AskedAgain(lost.sentence()));
                    }
                    Thread.sleep(ASK_AGAIN_PAUSE);
                }
            }
        } finally {
            if (job != null) {
                job.abandon();
            }
        }
    }

    /// Refuses a job that no machine online can take.
    ///
    /// @throws Failure `no_machine`, with the reason
    public void requireMachine(SessionRequest request) {
        control.preview(request.job())
                .filter(preview -> preview.machinesAble() == 0)
                .ifPresent(preview -> {
                    String reason = preview.queue().reason();
                    throw AnswerWait.noMachine(reason == null ? "no machine can build this" : reason);
                });
    }

    /// Whether a machine other than this one could take the job now.
    ///
    /// @return false when the build server cannot say
    public boolean isOfferedElsewhere(SessionRequest request, String agentId) {
        try {
            return control.preview(request.job())
                    .map(preview -> preview.machines().stream()
                            .anyMatch(machine -> !machine.agentId().equals(agentId)))
                    .orElse(false);
        } catch (Failure unknown) {
            return false;
        }
    }

    /// The attempts and the time of one call of `open`.
    private static final class Wait {
        private final SessionRequest request;
        private final long start;
        private int attempts;
        private boolean granted;
        private long awaySince;

        Wait(SessionRequest request, long start) {
            this.request = request;
            this.start = start;
        }

        void granted() {
            granted = true;
            awaySince = 0;
        }

        void failed(LinkException failed, ConnectListener listener) {
            String reason = String.valueOf(failed.getMessage());
            attempts++;
            if (attempts == ATTEMPTS || outOfTime()) {
                throw new Failure(
                        ExitCode.UNREACHABLE,
                        "connect_failed",
                        "no connection to the build machine: " + reason,
                        "if UDP is blocked here, ask the operator for a TURN relay; espctl doctor shows the offered"
                                + " relays",
                        failed);
            }
            listener.on(new ConnectEvent.AttemptFailed(attempts, reason));
        }

        /// Whether the failure is that of a server that restarts, and there is time left.
        boolean mayAskAgain(Failure lost) {
            boolean restarted = lost.exit() == ExitCode.UNREACHABLE
                    || lost.code().equals("no_such_job")
                    || lost.code().equals("job_ended");
            long now = System.nanoTime();
            awaySince = awaySince == 0 ? now : awaySince;
            return granted && restarted && !outOfTime() && now - awaySince < SERVER_AWAY.toNanos();
        }

        /// Reconnecting to one machine has a deadline. Connecting to any machine is limited by the number of attempts.
        private boolean outOfTime() {
            Duration patience = request.patience();
            return request.agentId() != null && patience != null && System.nanoTime() - start > patience.toNanos();
        }
    }

    /// Returns a certificate that was not used before.
    private DtlsCertificate certificate() {
        DtlsCertificate made = ready;
        ready = null;
        return made == null ? Certificates.create(clock) : made;
    }

    private MachineSession attempt(Job job, SessionRequest request, long start, ConnectListener listener)
            throws LinkException, InterruptedException {
        ConnectAttempt attempt = job.newAttempt(engine);
        try {
            ConnectAttempt.Verified verified = attempt.connect(request, start, listener, pins);
            return MachineSession.handshake(attempt.link(), job.jobId(), verified, request.channels(), clientName);
        } catch (LinkException | InterruptedException | RuntimeException failed) {
            attempt.close();
            throw failed;
        }
    }
}
