package dev.aegis.espctl.connect;

import dev.aegis.espctl.control.ControlClient;
import dev.aegis.espctl.control.JobEvents;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.peer.DtlsCertificate;
import dev.aegis.peer.PeerEngine;
import dev.aegis.protocol.control.GrantAnswer;
import dev.aegis.protocol.control.GrantRequest;
import dev.aegis.protocol.control.SignalingEvent;
import java.time.Duration;
import java.util.UUID;

/// One job at the build server: its grant, the certificate that the grant names, and its signaling events.
final class Job implements AutoCloseable {
    private static final Duration PARTING = Duration.ofSeconds(1);

    private final ControlClient control;
    private final SessionRequest request;
    private final DtlsCertificate certificate;
    private final GrantAnswer answer;
    private final JobEvents events;
    private int attempts;
    private boolean assigned;
    private boolean over;

    private Job(ControlClient control, SessionRequest request, DtlsCertificate certificate, GrantAnswer answer) {
        this.control = control;
        this.request = request;
        this.certificate = certificate;
        this.answer = answer;
        this.events = control.events(answer.jobId());
    }

    /// Requests a grant.
    ///
    /// @param certificate its fingerprint is part of the grant
    static Job request(
            ControlClient control, SessionRequest request, DtlsCertificate certificate, ConnectListener listener) {
        GrantAnswer answer = control.requestGrant(new GrantRequest(
                certificate.fingerprint(),
                request.job(),
                null,
                UUID.randomUUID().toString()));
        if (control.skew().refusesGrants()) {
            listener.on(new ConnectEvent.ClockSkewed(control.skew().sentence()));
        }
        return new Job(control, request, certificate, answer);
    }

    String jobId() {
        return answer.jobId();
    }

    GrantAnswer answer() {
        return answer;
    }

    JobEvents events() {
        return events;
    }

    ConnectAttempt newAttempt(PeerEngine engine) {
        attempts++;
        return new ConnectAttempt(attempts, this, control, engine, certificate);
    }

    /// Records the state of the job, which outlives an attempt.
    void note(SignalingEvent event) {
        switch (event) {
            case SignalingEvent.Assigned ignored -> assigned = true;
            case SignalingEvent.Ended ignored -> over = true;
            case SignalingEvent.Queue ignored -> {}
            case SignalingEvent.Offered ignored -> {}
            case SignalingEvent.Answered ignored -> {}
            case SignalingEvent.Trickled ignored -> {}
        }
    }

    boolean isAssigned() {
        return assigned;
    }

    /// Whether the build server has ended the job, so that another attempt needs a new one.
    boolean isOver() {
        return over;
    }

    SessionRequest request() {
        return request;
    }

    /// Leaves the queue, so that the job of a client that gave up takes neither a place nor a machine. Best effort: the
    /// build server finds out by itself within seconds.
    void abandon() {
        close();
        if (over) {
            return;
        }
        Thread parting = Thread.ofVirtual().name("withdraw").start(this::withdraw);
        // An interrupted thread is giving up too; the request needs a moment all the same.
        boolean interrupted = Thread.interrupted();
        try {
            boolean _ = parting.join(PARTING);
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void withdraw() {
        try {
            control.withdraw(jobId());
        } catch (Failure unheard) {
            // The server finds out when the event stream has ended.
        }
    }

    @Override
    public void close() {
        events.close();
    }
}
