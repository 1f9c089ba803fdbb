package dev.aegis.protocol.control;

import dev.aegis.protocol.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A STUN or TURN server, with the fields of `RTCIceServer` in the W3C WebRTC API.
///
/// @param urls URLs (RFC 7064, RFC 7065), such as `turn:turn.example.org:3478?transport=udp`
/// @param username for TURN, `<expiry in unix seconds>:<job id>`
/// @param credential password for this session only
public record IceServer(
        List<String> urls,
        @Nullable String username,
        @Nullable String credential) {
    public IceServer {
        urls = Required.list(urls);
    }

    /// Leaves the credential out, because this text may be logged.
    @Override
    public String toString() {
        return "IceServer" + urls;
    }
}
