package dev.aegis.espctl.connect;

import dev.aegis.protocol.ChannelName;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a session is wanted for.
///
/// @param channels the channels to open
/// @param target the chip; absent when nothing is built
/// @param idfVersion absent for the machine's default
/// @param memoryMb memory of the build in MiB; absent for the server's default
/// @param projectKey opaque, so that the machine with this project's workspace is preferred
/// @param agentId the one machine that will do, because a task runs there; absent for any
/// @param patience how long to stay in the queue; absent to wait while someone is busy, and not when nobody can do it
public record SessionRequest(
        List<ChannelName> channels,
        @Nullable String target,
        @Nullable String idfVersion,
        @Nullable Integer memoryMb,
        @Nullable String projectKey,
        @Nullable String agentId,
        @Nullable Duration patience) {
    public SessionRequest {
        channels = List.copyOf(channels);
    }

    /// The same, on the machine where the task runs.
    public SessionRequest backTo(String agent, Duration within) {
        return new SessionRequest(channels, target, idfVersion, memoryMb, projectKey, agent, within);
    }
}
