package dev.aegis.peer;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One connection to one peer, from the first SDP to its end. Methods block; each may be called from a
/// virtual thread.
public interface PeerLink extends AutoCloseable {
    /// Returns the SDP offer and creates the channels of the settings.
    String createOffer() throws LinkException, InterruptedException;

    /// Returns the SDP answer to this offer.
    ///
    /// @throws LinkException `sdp_fingerprint_mismatch` when the offer names another certificate
    /// than `expectedPeer`
    String acceptOffer(String sdp) throws LinkException, InterruptedException;

    void acceptAnswer(String sdp) throws LinkException, InterruptedException;

    /// @param candidate null at the end of candidates
    void addRemoteCandidate(@Nullable String candidate, @Nullable String sdpMid, int sdpMlineIndex);

    /// Waits until the DTLS handshake is done, the peer's certificate was compared with
    /// `expectedPeer`, and every channel is open. Throws as soon as the connection fails; the message
    /// names the candidates, the pairs that were tried and whether a relay was offered.
    ///
    /// @throws LinkException `peer_certificate_mismatch`, `connect_failed`, `connect_timeout`,
    /// `no_candidates`
    Connected awaitConnected(Duration deadline) throws LinkException, InterruptedException;

    /// Returns an open channel.
    ///
    /// @throws LinkException `channel_rejected` when the other side closed it, or `link_closed`
    PeerChannel channel(ChannelName name) throws LinkException;

    /// Waits for a channel that the other side may open later, such as a terminal.
    ///
    /// @throws LinkException as `channel` does, or when the link ends first
    PeerChannel awaitChannel(ChannelName name) throws LinkException, InterruptedException;

    /// Waits until the link ends and returns the reason; null when this side closed it.
    @Nullable
    LinkException awaitClosed() throws InterruptedException;

    @Override
    void close();

    /// @param peer the certificate that the other side presented in the DTLS handshake
    /// @param path the selected candidate pair
    record Connected(Fingerprint peer, LinkPath path) {}
}
