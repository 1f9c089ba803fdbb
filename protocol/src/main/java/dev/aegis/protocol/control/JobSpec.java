package dev.aegis.protocol.control;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The job that a client requests, and the requirements for its machine. It is the whole body of
/// `POST /grant/preview`, which returns the result that a request with these fields would have now; other fields,
/// such as those of a `GrantRequest`, are ignored there. Answered by `Preview`.
///
/// @param requiredChannels the data channels that the session will open, at least one
/// @param target the chip, such as `esp32c3`; absent when the session builds nothing
/// @param idfVersion the ESP-IDF version; absent for the machine's default
/// @param cpuCores requested cores, 1 to 256; absent for the server's default
/// @param memoryMb requested memory in MiB, from 64; absent for the server's default
/// @param projectKey opaque name of the project, the same for each of its builds, so that the machine
///   with its workspace is preferred
/// @param agentId the only machine that may take this job, because an earlier session of the same task
///   ran there; absent for any
public record JobSpec(
        List<ChannelName> requiredChannels,
        @Nullable String target,
        @Nullable String idfVersion,
        @Nullable Integer cpuCores,
        @Nullable Integer memoryMb,
        @Nullable String projectKey,
        @Nullable String agentId) {
    public JobSpec {
        requiredChannels = Required.list(requiredChannels).stream().distinct().toList();
        if (requiredChannels.isEmpty()) {
            throw new IllegalArgumentException(
                    "field 'required_channels' is missing; name at least one of espctl, pty, firmware");
        }
        Required.optionalText("target", target, 32);
        Required.optionalText("idf_version", idfVersion, 64);
        if (cpuCores != null) {
            Required.between("cpu_cores", cpuCores, 1, 256);
        }
        if (memoryMb != null) {
            Required.between("memory_mb", memoryMb, 64, 1 << 20);
        }
        Required.optionalText("project_key", projectKey, 128);
        Required.optionalText("agent_id", agentId, 64);
    }
}
