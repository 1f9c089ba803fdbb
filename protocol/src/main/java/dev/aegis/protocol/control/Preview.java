package dev.aegis.protocol.control;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.aegis.protocol.Required;
import dev.aegis.protocol.Timestamped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to a `PreviewRequest`. It promises nothing: a moment later things may stand otherwise.
///
/// @param machinesOnline machines that the server hears from, whatever they can do
/// @param machinesAble how many of them could take the job, free or not
/// @param machines the first of the able ones: warm before cold, free before busy
/// @param queued jobs of anybody that wait now
/// @param queue where the job would stand; its `reason` names the missing capability when no machine
///   is able
/// @param iceServers STUN and TURN servers with credentials that live for a minute and belong to no job,
///   to try whether they can be reached
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

    /// A machine that could take the job.
    ///
    /// @param agentId its id
    /// @param idfVersion the ESP-IDF version that it would build with; absent when nothing is to be built
    /// @param cpuCores its cores
    /// @param memoryMb its memory in MiB
    /// @param busyJobs sessions that it has now
    /// @param maxJobs sessions that it takes at most
    /// @param warm whether it was the last to have this project
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

        /// Whether it can begin at once.
        @JsonIgnore
        public boolean isFree() {
            return busyJobs < maxJobs;
        }
    }
}
