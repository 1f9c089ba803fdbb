package dev.aegis.control.schedule;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.control.JobSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The requirements that a machine must meet to take a job.
///
/// @param target the chip; null when the session builds nothing
/// @param idfVersion the ESP-IDF version; null for the machine's default
/// @param cpuCores cores; 0 for any number
/// @param memoryMb memory in MiB; 0 for any amount
/// @param channels channels that the machine must have handlers for
/// @param agentId the only machine that may take the job; null for any
public record JobRequirements(
        @Nullable String target,
        @Nullable String idfVersion,
        int cpuCores,
        int memoryMb,
        List<ChannelName> channels,
        @Nullable String agentId) {
    public JobRequirements {
        channels = List.copyOf(channels);
    }

    /// Returns the requirements of a requested job.
    public static JobRequirements of(JobSpec spec) {
        return new JobRequirements(
                spec.target(),
                spec.idfVersion(),
                spec.cpuCores() == null ? 0 : spec.cpuCores(),
                spec.memoryMb() == null ? 0 : spec.memoryMb(),
                spec.requiredChannels(),
                spec.agentId());
    }

    /// Returns chip and version as text, such as `esp32p4 with v5.5.1`.
    String toolchain() {
        if (target == null) {
            return idfVersion == null ? "any chip" : idfVersion;
        }
        return idfVersion == null ? target : target + " with " + idfVersion;
    }
}
