package dev.aegis.protocol.control;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST /grant/preview`: asks for the result that a `GrantRequest` would have now. The body of a
/// `GrantRequest` is valid here too; other fields are ignored. Answered by `Preview`.
///
/// @param requiredChannels the data channels that the session would open, at least one
/// @param target the chip, such as `esp32c3`; absent when the session builds nothing
/// @param idfVersion the ESP-IDF version; absent for the machine's default
/// @param cpuCores requested cores, 1 to 256; absent for the server's default
/// @param memoryMb requested memory in MiB, from 64; absent for the server's default
/// @param projectKey opaque name of the project, as in its requests for permission
/// @param agentId the only machine to consider; absent for any
public record PreviewRequest(
        List<ChannelName> requiredChannels,
        @Nullable String target,
        @Nullable String idfVersion,
        @Nullable Integer cpuCores,
        @Nullable Integer memoryMb,
        @Nullable String projectKey,
        @Nullable String agentId) {
    public PreviewRequest {
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
