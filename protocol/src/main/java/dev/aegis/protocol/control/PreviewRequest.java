package dev.aegis.protocol.control;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST /grant/preview`: what a `GrantRequest` would get now. The body of a `GrantRequest` is one of
/// these too: what is not named here is not looked at.
///
/// @param requiredChannels the data channels that the session would open, at least one
/// @param target the chip, such as `esp32c3`; absent when the session builds nothing
/// @param idfVersion the ESP-IDF version; absent for the machine's default
/// @param cpuCores cores wanted; absent for the server's default
/// @param memoryMb memory wanted in MiB; absent for the server's default
/// @param projectKey opaque name of the project, as in its requests for permission
/// @param agentId the one machine that is asked about; absent for any
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
