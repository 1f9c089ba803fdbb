package dev.aegis.espctl.connect;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.control.JobSpec;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request for a session with a build machine.
///
/// @param channels the channels to open
/// @param target the chip; absent when nothing is built
/// @param idfVersion absent for the machine's default
/// @param memoryMb memory of the build in MiB; absent for the server's default
/// @param projectKey an opaque key, by which the machine with this project's workspace is preferred
/// @param agentId the machine where the task runs; absent for any machine
/// @param patience limit in the queue; absent for a long one while machines are busy, a short one when none can do it
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

    JobSpec job() {
        return new JobSpec(channels, target, idfVersion, null, memoryMb, projectKey, agentId);
    }

    /// Returns the same request for the machine where the task runs.
    public SessionRequest backTo(String agent, Duration within) {
        return new SessionRequest(channels, target, idfVersion, memoryMb, projectKey, agent, within);
    }
}
