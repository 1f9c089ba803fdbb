package dev.aegis.agent.session;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.PeerEngine;
import dev.aegis.peer.PeerLink;
import dev.aegis.protocol.Limits;
import dev.aegis.protocol.control.Candidate;
import dev.aegis.protocol.control.MachineIdentity;
import dev.aegis.protocol.control.SessionDescription;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// One try to connect: one offer, one link, and the candidates that belong to them.
final class LinkAttempt implements AutoCloseable {

    private final int number;
    private final PeerLink link;
    private final BlockingQueue<Candidate> local = new ArrayBlockingQueue<>(Limits.CANDIDATES);
    private int remote;

    LinkAttempt(int number, PeerEngine engine, LinkSettings settings) {
        this.number = number;
        this.link = engine.open(settings, (candidate, mid, index) -> {
            // More than fit are no loss: ICE tries the best first, and they come in that order.
            boolean _ = local.offer(new Candidate(candidate, mid, index, number));
        });
    }

    int number() {
        return number;
    }

    PeerLink link() {
        return link;
    }

    /// The answer to this attempt's offer.
    SessionDescription answer(String offer, MachineIdentity machine) throws LinkException, InterruptedException {
        return new SessionDescription(link.acceptOffer(offer), number, machine);
    }

    /// Sends the answer, and then this side's candidates as they are found.
    void trickle(SessionDescription answer, Signaling signaling) throws InterruptedException {
        signaling.answer(answer);
        Candidate candidate;
        do {
            candidate = local.take();
            signaling.candidate(candidate);
        } while (!candidate.isEnd());
    }

    void addRemote(Candidate candidate) {
        if (remote++ < Limits.CANDIDATES) {
            link.addRemoteCandidate(candidate.candidate(), candidate.sdpMid(), candidate.sdpMlineIndex());
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
