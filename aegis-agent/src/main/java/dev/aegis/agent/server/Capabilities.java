package dev.aegis.agent.server;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.control.IdfVersion;
import java.util.List;

/// The capabilities of this machine, sent with each registration.
///
/// @param name the operator's name of the machine
/// @param versions the ESP-IDF versions in its store
/// @param channels channels that it has handlers for
/// @param cpuCores cores for all builds
/// @param memoryMb memory for all builds, in MiB
/// @param maxJobs the most sessions at one time
/// @param agentVersion the version of this program
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
