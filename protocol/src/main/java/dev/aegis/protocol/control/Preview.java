package dev.aegis.protocol.control;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.aegis.protocol.Required;
import dev.aegis.protocol.Timestamped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to `POST /grant/preview`, with status 200. It is a snapshot: a later request for permission may have
/// another result.
///
/// @param machinesOnline machines online
/// @param machinesAble how many of them can take the job, free or busy
/// @param machines at most 20 of these: warm before cold, free before busy
/// @param queued waiting jobs of all users
/// @param queue position that the job would have; its `reason` names the missing capability when no machine
///   can take the job
/// @param iceServers STUN and TURN servers with credentials for one minute and no job, to test whether they
///   can be reached
/// @param serverTime unix seconds at the build server
public record Preview(
        int machinesOnline,
        int machinesAble,
        List<CapableMachine> machines,
        int queued,
        QueueStatus queue,
        List<IceServer> iceServers,
        long serverTime)
        implements Timestamped {
    public Preview {
        machines = Required.list(machines);
        Required.field("queue", queue);
        iceServers = Required.list(iceServers);
    }

    /// A machine that can take the job.
    ///
    /// @param agentId its id
    /// @param idfVersion the ESP-IDF version that it would use; absent when the request names no target
    /// @param cpuCores its cores
    /// @param memoryMb its memory in MiB
    /// @param busyJobs its current sessions
    /// @param maxJobs its maximum number of sessions
    /// @param warm whether it ran the last session of this project
    public record CapableMachine(
            String agentId,
            @Nullable String idfVersion,
            int cpuCores,
            int memoryMb,
            int busyJobs,
            int maxJobs,
            boolean warm) {
        public CapableMachine {
            Required.text("agent_id", agentId, 64);
        }

        /// Whether it can take the job at once.
        @JsonIgnore
        public boolean isFree() {
            return busyJobs < maxJobs;
        }
    }
}
