package dev.aegis.agent.session;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.LocalCandidateListener;
import dev.aegis.peer.PeerEngine;
import dev.aegis.peer.PeerLink;
import dev.aegis.protocol.control.Candidate;
import dev.aegis.protocol.control.SessionDescription;
import dev.aegis.protocol.control.SignalingEvent;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The client's side of one job, and the signaling between both sides.
final class Client implements Signaling {
    private final PeerEngine engine;
    private final BlockingQueue<SignalingEvent> toMachine = new LinkedBlockingQueue<>();
    private final BlockingQueue<SessionDescription> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<Candidate> candidates = new LinkedBlockingQueue<>();

    Client(PeerEngine engine) {
        this.engine = engine;
    }

    /// Posts an offer and connects with what comes back.
    PeerLink connect(LinkSettings settings, int attempt) throws LinkException, InterruptedException {
        PeerLink link = engine.open(settings, offerCandidates(attempt));
        post(new SignalingEvent.Offered(new SessionDescription(link.createOffer(), attempt, null)));
        link.acceptAnswer(answer().sdp());
        relayTo(link, attempt);
        link.awaitConnected(Duration.ofSeconds(20));
        return link;
    }

    LocalCandidateListener offerCandidates(int attempt) {
        return (candidate, mid, index) ->
                post(new SignalingEvent.Trickled(new Candidate(candidate, mid, index, attempt)));
    }

    void relayTo(PeerLink link, int attempt) {
        Thread.ofVirtual().start(() -> relay(link, attempt));
    }

    private void relay(PeerLink link, int attempt) {
        try {
            while (true) {
                Candidate next = candidates.take();
                if (next.attempt() == attempt) {
                    link.addRemoteCandidate(next.candidate(), next.sdpMid(), next.sdpMlineIndex());
                }
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    void post(SignalingEvent event) {
        toMachine.add(event);
    }

    SessionDescription answer() throws InterruptedException {
        SessionDescription answer = answers.poll(30, TimeUnit.SECONDS);
        if (answer == null) {
            throw new AssertionError("no answer came within 30 s");
        }
        return answer;
    }

    @Override
    public @Nullable SignalingEvent next(Duration wait) throws InterruptedException {
        return toMachine.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void answer(SessionDescription answer) {
        answers.add(answer);
    }

    @Override
    public void candidate(Candidate candidate) {
        candidates.add(candidate);
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
