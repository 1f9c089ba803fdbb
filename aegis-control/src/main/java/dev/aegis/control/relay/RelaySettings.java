package dev.aegis.control.relay;

import dev.aegis.protocol.Secret;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The STUN and TURN servers of all sessions.
///
/// @param stunUrls such as `stun:stun.example.org:3478`
/// @param turnUrls such as `turn:turn.example.org:3478?transport=udp`
/// @param turnSecret shared with the TURN server; null when there is none
/// @param turnTtl how long a session's credentials can be used to allocate a relay
public record RelaySettings(
        List<String> stunUrls,
        List<String> turnUrls,
        @Nullable Secret turnSecret,
        Duration turnTtl) {
    public RelaySettings {
        stunUrls = List.copyOf(stunUrls);
        turnUrls = List.copyOf(turnUrls);
    }
}
