package dev.aegis.control.schedule;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.control.IdfVersion;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A build machine, as it registered itself.
public record Machine(
        String agentId,
        String publicKey,
        String name,
        List<IdfVersion> versions,
        List<ChannelName> channels,
        int cpuCores,
        int memoryMb,
        int maxJobs) {
    public Machine {
        versions = List.copyOf(versions);
        channels = List.copyOf(channels);
    }

    public boolean canTake(JobRequirements requirements) {
        return (requirements.agentId() == null || requirements.agentId().equals(agentId))
                && builds(requirements)
                && isLargeEnough(requirements)
                && channels.containsAll(requirements.channels());
    }

    /// Returns the ESP-IDF version that it would build with; null when the job builds nothing.
    public @Nullable String versionFor(JobRequirements requirements) {
        if (requirements.target() == null && requirements.idfVersion() == null) {
            return null;
        }
        if (requirements.idfVersion() == null) {
            return fallbackVersion().map(IdfVersion::version).orElse(null);
        }
        return versions.stream()
                .map(IdfVersion::version)
                .filter(version -> sameVersion(version, requirements.idfVersion()))
                .findFirst()
                .orElse(null);
    }

    boolean builds(JobRequirements requirements) {
        if (requirements.target() == null && requirements.idfVersion() == null) {
            return true;
        }
        if (requirements.idfVersion() == null) {
            return fallbackVersion()
                    .filter(version -> version.targets().contains(requirements.target()))
                    .isPresent();
        }
        return versions.stream()
                .filter(version -> sameVersion(version.version(), requirements.idfVersion()))
                .anyMatch(version ->
                        requirements.target() == null || version.targets().contains(requirements.target()));
    }

    boolean isLargeEnough(JobRequirements requirements) {
        return cpuCores >= requirements.cpuCores() && memoryMb >= requirements.memoryMb();
    }

    boolean hasTarget(String target) {
        return versions.stream().anyMatch(version -> version.targets().contains(target));
    }

    private Optional<IdfVersion> fallbackVersion() {
        return versions.stream()
                .filter(IdfVersion::isDefault)
                .findFirst()
                .or(() -> versions.stream().findFirst());
    }

    // Users write 5.3 and v5.3.
    private static boolean sameVersion(String one, @Nullable String other) {
        return other != null && withoutPrefix(one).equals(withoutPrefix(other));
    }

    private static String withoutPrefix(String version) {
        return version.startsWith("v") ? version.substring(1) : version;
    }
}
