package dev.aegis.agent.session;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.LocalCandidates;
import dev.aegis.peer.PeerEngine;
import dev.aegis.peer.PeerLink;
import dev.aegis.protocol.control.Candidate;
import dev.aegis.protocol.control.MachineIdentity;
import dev.aegis.protocol.control.SessionDescription;

/// One attempt to connect: an offer, its link, and the candidates of both.
final class LinkAttempt implements AutoCloseable {

    private final int number;
    private final PeerLink link;
    private final LocalCandidates local;

    LinkAttempt(int number, PeerEngine engine, LinkSettings settings) {
        this.number = number;
        this.local = new LocalCandidates(number);
        this.link = engine.open(settings, local);
    }

    int number() {
        return number;
    }

    PeerLink link() {
        return link;
    }

    /// Returns the answer to this attempt's offer.
    SessionDescription answer(String offer, MachineIdentity machine) throws LinkException, InterruptedException {
        return new SessionDescription(link.acceptOffer(offer), number, machine);
    }

    /// Sends the answer, then this machine's candidates as they are found.
    void trickle(SessionDescription answer, Signaling signaling) throws InterruptedException {
        signaling.answer(answer);
        local.sendTo(signaling::candidate);
    }

    void addRemote(Candidate candidate) {
        link.addRemoteCandidate(candidate.candidate(), candidate.sdpMid(), candidate.sdpMlineIndex());
    }

    @Override
    public void close() {
        link.close();
    }
}
