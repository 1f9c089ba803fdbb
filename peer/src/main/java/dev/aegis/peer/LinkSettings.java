package dev.aegis.peer;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.control.IceServer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The settings of one link.
///
/// @param certificate the certificate that this side presents in the DTLS handshake
/// @param iceServers STUN and TURN servers with this session's credentials
/// @param relayOnly use relay candidates only
/// @param channels the channels that may exist: the offering side creates them, the answering side
/// closes every other channel at once
/// @param expectedPeer the only certificate that the other side may present; null when only the SDP
/// names it (on the offering side, before the answer)
/// @param maxWindowBytes unread bytes that this side can hold on one channel
/// @param limits rate limits of this side on each channel
public record LinkSettings(
        DtlsCertificate certificate,
        List<IceServer> iceServers,
        boolean relayOnly,
        List<ChannelName> channels,
        @Nullable Fingerprint expectedPeer,
        int maxWindowBytes,
        SendRateLimits limits) {
    public LinkSettings {
        iceServers = List.copyOf(iceServers);
        channels = List.copyOf(channels);
    }

    /// Settings of a side without rate limits.
    public LinkSettings(
            DtlsCertificate certificate,
            List<IceServer> iceServers,
            boolean relayOnly,
            List<ChannelName> channels,
            @Nullable Fingerprint expectedPeer,
            int maxWindowBytes) {
        this(certificate, iceServers, relayOnly, channels, expectedPeer, maxWindowBytes, SendRateLimits.NONE);
    }
}
