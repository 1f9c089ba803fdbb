package dev.aegis.agent.server;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.control.IdfVersion;
import java.util.List;

/// What this machine offers; announced at each registration.
///
/// @param name what the operator calls the machine
/// @param versions what its store can build
/// @param channels channels that it has handlers for
/// @param cpuCores cores that it gives to builds
/// @param memoryMb memory that it gives to builds, in MiB
/// @param maxJobs sessions at one time
/// @param agentVersion of this program
public record Capabilities(
        String name,
        List<IdfVersion> versions,
        List<ChannelName> channels,
        int cpuCores,
        int memoryMb,
        int maxJobs,
        String agentVersion) {
    public Capabilities {
        versions = List.copyOf(versions);
        channels = List.copyOf(channels);
    }
}
