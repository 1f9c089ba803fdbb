package dev.aegis.peer;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One connection to one peer, from the first SDP to its end. Blocking; every method may be called
/// from a virtual thread.
public interface PeerLink extends AutoCloseable {
    /// The offering side's SDP. Its channels are created with it.
    String createOffer() throws LinkException, InterruptedException;

    /// The answering side's SDP.
    ///
    /// @throws LinkException `sdp_fingerprint_mismatch` when the offer names another certificate
    /// than `expectedPeer`
    String acceptOffer(String sdp) throws LinkException, InterruptedException;

    void acceptAnswer(String sdp) throws LinkException, InterruptedException;

    /// @param candidate null at the end of candidates
    void addRemoteCandidate(@Nullable String candidate, @Nullable String sdpMid, int sdpMlineIndex);

    /// Waits until the DTLS handshake is done, the peer's certificate was held against
    /// `expectedPeer`, and every channel is open. Returns early with an exception when the
    /// connection fails; its message says what was tried (pairs, relay offered or not, candidates
    /// seen).
    ///
    /// @throws LinkException `peer_certificate_mismatch`, `connect_failed`, `connect_timeout`,
    /// `no_candidates`
    Connected awaitConnected(Duration deadline) throws LinkException, InterruptedException;

    /// An open channel.
    ///
    /// @throws LinkException `channel_rejected` when the other side closed it, or `link_closed`
    PeerChannel channel(ChannelName name) throws LinkException;

    /// Waits for a channel that the other side may open later, such as a terminal.
    ///
    /// @throws LinkException as `channel` does, or when the link ends first
    PeerChannel awaitChannel(ChannelName name) throws LinkException, InterruptedException;

    /// Waits until the link is over, and says why; null when this side closed it.
    @Nullable
    LinkException awaitClosed() throws InterruptedException;

    @Override
    void close();

    /// @param peer the certificate that the other side really presented
    /// @param path how the packets travel
    record Connected(Fingerprint peer, LinkPath path) {}
}
