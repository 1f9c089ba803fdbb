package dev.aegis.espctl.connect;

import dev.aegis.espctl.control.ControlClient;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.settings.MachinePins;
import dev.aegis.peer.DtlsCertificate;
import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkPath;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.LocalCandidates;
import dev.aegis.peer.PeerEngine;
import dev.aegis.peer.PeerLink;
import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.control.Candidate;
import dev.aegis.protocol.control.MachineIdentity;
import dev.aegis.protocol.control.SessionDescription;
import dev.aegis.protocol.control.SignalingEvent;
import dev.aegis.protocol.grant.MachineProof;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One attempt to connect within a job: one offer, one link.
final class ConnectAttempt implements AutoCloseable {
    static final int WINDOW_BYTES = 8 * 1024 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration STEP = Duration.ofMillis(250);

    private final int number;
    private final Job job;
    private final ControlClient control;
    private final PeerLink link;
    private final LocalCandidates local;
    private final List<Thread> helpers = new ArrayList<>();

    /// A connected machine.
    ///
    /// @param agentId its verified id
    /// @param path the route of the packets, direct or relayed
    record Verified(String agentId, LinkPath path) {}

    ConnectAttempt(int number, Job job, ControlClient control, PeerEngine engine, DtlsCertificate certificate) {
        this.number = number;
        this.job = job;
        this.control = control;
        LinkSettings settings = new LinkSettings(
                certificate, job.answer().iceServers(), false, job.request().channels(), null, WINDOW_BYTES);
        this.local = new LocalCandidates(number);
        this.link = engine.open(settings, local);
    }

    PeerLink link() {
        return link;
    }

    /// @param start when the wait began; a job of a server that was restarted is not its begin
    Verified connect(SessionRequest request, long start, ConnectListener listener, MachinePins pins)
            throws LinkException, InterruptedException {
        control.offer(job.jobId(), new SessionDescription(link.createOffer(), number, null));
        helpers.add(Thread.ofVirtual().name("candidates out").start(this::sendCandidates));
        List<Candidate> early = new ArrayList<>();
        SessionDescription answer = new AnswerWait(job, request, number, start, listener).await(early);
        MachineIdentity machine = verify(answer, request);
        if (pins.accept(control.server().address(), machine.agentId(), machine.publicKey())) {
            listener.on(new ConnectEvent.NewMachine(machine.agentId()));
        }
        Fingerprint promised = onlyFingerprint(answer.sdp());
        link.acceptAnswer(answer.sdp());
        early.forEach(this::addRemote);
        helpers.add(Thread.ofVirtual().name("candidates in").start(this::receiveCandidates));
        PeerLink.Connected connected = link.awaitConnected(CONNECT);
        if (!connected.peer().equals(promised)) {
            throw UnverifiedMachine.failure("the certificate of the connection is not the one that the machine signed");
        }
        helpers.forEach(Thread::interrupt);
        return new Verified(machine.agentId(), connected.path());
    }

    private MachineIdentity verify(SessionDescription answer, SessionRequest request) {
        MachineIdentity machine = answer.machine();
        if (machine == null) {
            throw UnverifiedMachine.failure("the answer carries no proof of the machine that made it");
        }
        try {
            MachineProof.verify(machine, job.jobId(), onlyFingerprint(answer.sdp()));
        } catch (WireException | IllegalArgumentException wrong) {
            throw UnverifiedMachine.failure(String.valueOf(wrong.getMessage()));
        }
        if (request.agentId() != null && !request.agentId().equals(machine.agentId())) {
            throw UnverifiedMachine.failure(
                    "machine " + machine.agentId() + " answered in place of " + request.agentId());
        }
        return machine;
    }

    private static Fingerprint onlyFingerprint(String sdp) {
        try {
            List<Fingerprint> named = Fingerprint.inSdp(sdp);
            if (named.size() == 1) {
                return named.getFirst();
            }
        } catch (IllegalArgumentException unreadable) {
            throw UnverifiedMachine.failure("the answer names a certificate in an unknown way");
        }
        throw UnverifiedMachine.failure("the answer does not name exactly one certificate");
    }

    private void sendCandidates() {
        try {
            local.sendTo(candidate -> control.candidate(job.jobId(), candidate));
        } catch (InterruptedException | Failure over) {
            // Either the link is connected without the rest, or the job has ended, which `connect` reports.
            Thread.currentThread().interrupt();
        }
    }

    private void receiveCandidates() {
        try {
            while (!job.isOver()) {
                SignalingEvent event = job.events().next(STEP);
                if (event != null) {
                    job.note(event);
                }
                if (event instanceof SignalingEvent.Trickled trickled
                        && trickled.candidate().attempt() == number) {
                    addRemote(trickled.candidate());
                }
            }
        } catch (InterruptedException | Failure over) {
            Thread.currentThread().interrupt();
        }
    }

    private void addRemote(Candidate candidate) {
        link.addRemoteCandidate(candidate.candidate(), candidate.sdpMid(), candidate.sdpMlineIndex());
    }

    @Override
    public void close() {
        helpers.forEach(Thread::interrupt);
        link.close();
        try {
            for (Thread helper : helpers) {
                boolean _ = helper.join(Duration.ofNanos(TimeUnit.SECONDS.toNanos(2)));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
