package dev.aegis.peer;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.control.IceServer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// @param certificate what this side presents in the DTLS handshake
/// @param iceServers STUN and TURN servers with this session's credentials
/// @param relayOnly use nothing but relay candidates
/// @param channels the channels that may exist: the offering side creates them, the answering side
///   closes any other
///   at
/// once
/// @param expectedPeer the only certificate that the other side may present; null when only the SDP can
///   say (the
/// offering side, before the answer)
/// @param maxWindowBytes how much unread data this side can hold on one channel
public record LinkSettings(
        DtlsCertificate certificate,
        List<IceServer> iceServers,
        boolean relayOnly,
        List<ChannelName> channels,
        @Nullable Fingerprint expectedPeer,
        int maxWindowBytes) {
    public LinkSettings {
        iceServers = List.copyOf(iceServers);
        channels = List.copyOf(channels);
    }
}
