package dev.aegis.protocol.control;

import dev.aegis.protocol.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A STUN or TURN server, shaped as `RTCIceServer` of the W3C WebRTC API.
///
/// @param urls such as `turn:turn.example.org:3478?transport=udp`
/// @param username `<expiry in unix seconds>:<job id>` for TURN
/// @param credential made for this session alone
public record IceServer(
        List<String> urls,
        @Nullable String username,
        @Nullable String credential) {
    public IceServer {
        urls = Required.list(urls);
    }

    /// The credential stays out of logs.
    @Override
    public String toString() {
        return "IceServer" + urls;
    }
}
