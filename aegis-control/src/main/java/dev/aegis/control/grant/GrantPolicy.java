package dev.aegis.control.grant;

import dev.aegis.control.http.ProblemCode;
import dev.aegis.control.http.ProblemException;
import dev.aegis.protocol.ChannelName;
import java.util.List;

/// The limits of every grant.
///
/// @param issuerId name of the signer
/// @param ttlSecs lifetime of a grant, 5 to 30
/// @param maxSessionSecs longest session
/// @param allowedChannels channels that a request may name
/// @param maxBandwidthKbps kilobits per second and channel; 0 for no limit
/// @param maxMessageRate messages per second and channel; 0 for no limit
public record GrantPolicy(
        String issuerId,
        int ttlSecs,
        int maxSessionSecs,
        List<ChannelName> allowedChannels,
        int maxBandwidthKbps,
        int maxMessageRate) {
    static final int FALLBACK_SESSION_SECS = 3600;
    static final int FALLBACK_CPU_CORES = 2;
    static final int FALLBACK_MEMORY_MB = 2048;

    public GrantPolicy {
        allowedChannels = List.copyOf(allowedChannels);
    }

    /// @throws ProblemException when one of them is not allowed
    void requireAllowed(List<ChannelName> channels) {
        channels.stream()
                .filter(channel -> !allowedChannels.contains(channel))
                .findFirst()
                .ifPresent(channel -> {
                    throw ProblemException.of(
                            ProblemCode.CHANNEL_NOT_ALLOWED,
                            "channel " + channel.wire() + " was rejected: this server allows "
                                    + String.join(
                                            ", ",
                                            allowedChannels.stream()
                                                    .map(ChannelName::wire)
                                                    .toList()),
                            "the operator adds it to ALLOWED_CHANNELS, or the client does without it");
                });
    }
}
