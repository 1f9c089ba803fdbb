package dev.aegis.espctl.connect;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkPath;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.LocalCandidateListener;
import dev.aegis.peer.PeerChannel;
import dev.aegis.peer.PeerEngine;
import dev.aegis.peer.PeerLink;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Links that connect without a network: the other side has the fingerprint that a test gives. They have no channels,
/// so
/// that a test fails as soon as an unverified machine is accepted.
final class OfflineEngine implements PeerEngine {
    private final Fingerprint otherSide;
    private int links;

    OfflineEngine(Fingerprint otherSide) {
        this.otherSide = otherSide;
    }

    int links() {
        return links;
    }

    @Override
    public PeerLink open(LinkSettings settings, LocalCandidateListener candidates) {
        links++;
        candidates.accept(null, null, 0);
        return new OfflineLink();
    }

    @Override
    public void close() {}

    private final class OfflineLink implements PeerLink {
        @Override
        public String createOffer() {
            return "v=0";
        }

        @Override
        public String acceptOffer(String sdp) {
            return "v=0";
        }

        @Override
        public void acceptAnswer(String sdp) {}

        @Override
        public void addRemoteCandidate(@Nullable String candidate, @Nullable String sdpMid, int sdpMlineIndex) {}

        @Override
        public Connected awaitConnected(Duration deadline) {
            return new Connected(otherSide, new LinkPath(false, "host", "host"));
        }

        @Override
        public PeerChannel channel(ChannelName name) throws LinkException {
            throw new LinkException("offline_link", "a link without a network has no channels");
        }

        @Override
        public PeerChannel awaitChannel(ChannelName name) throws LinkException {
            return channel(name);
        }

        @Override
        public @Nullable LinkException awaitClosed() {
            return null;
        }

        @Override
        public void close() {}
    }
}
