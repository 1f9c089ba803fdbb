package dev.aegis.peer;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.control.IceServer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one link may do, and with whom.
///
/// @param certificate what this side presents in the DTLS handshake
/// @param iceServers STUN and TURN servers with this session's credentials
/// @param relayOnly use nothing but relay candidates
/// @param channels those that may exist: the offering side creates them, the answering side closes
/// any other at once
/// @param expectedPeer the only certificate that the other side may present; null when only the SDP
/// can say (the offering side, before the answer)
/// @param maxWindowBytes how much unread data this side can hold on one channel
/// @param limits how fast this side sends on each channel
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

    /// Settings of a side that may send as fast as it can.
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
