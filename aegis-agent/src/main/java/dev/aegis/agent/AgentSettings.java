package dev.aegis.agent;

import dev.aegis.agent.sandbox.BuildUser;
import dev.aegis.agent.server.ServerSettings;
import dev.aegis.protocol.Secret;
import dev.aegis.settings.DiskSize;
import dev.aegis.settings.Settings;
import dev.aegis.settings.SettingsException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The checked settings of one build machine.
///
/// @param name of this machine for people
/// @param loopback whether every ICE candidate is 127.0.0.1
/// @param sandboxUid the user that builds run as
record AgentSettings(
        String name,
        ServerSettings server,
        Directories directories,
        Capacity capacity,
        Times times,
        Disk disk,
        boolean loopback,
        int sandboxUid) {
    /// @param state this machine's key and the pinned grant keys
    /// @param store installed ESP-IDF versions
    /// @param workspaces the users' projects
    record Directories(Path state, Path store, Path workspaces) {}

    /// @param maxJobs sessions at one time
    /// @param cpuCores cores for all builds together
    /// @param memoryMb memory for all builds together, in MiB
    record Capacity(int maxJobs, int cpuCores, int memoryMb) {}

    /// @param build longest time that one build may take
    /// @param drain how long builds may continue after SIGTERM
    record Times(Duration build, Duration drain) {}

    /// @param build by how much one build may grow its workspace and its cache
    /// @param reserve what builds leave free
    record Disk(Amount build, Amount reserve, Retention retention, Artifacts artifacts) {}

    /// @param files files, directories and links
    record Amount(int mebibytes, int files) {
        long bytes() {
            return mebibytes * 1024L * 1024;
        }
    }

    /// @param largestMb size of the largest file that a build may hand over
    /// @param totalMb size of all of them
    record Artifacts(int largestMb, int totalMb) {}

    /// @param budget space for all tasks, workspaces and caches
    /// @param tasks how long a task is kept
    /// @param workspaces how long an unused workspace or cache is kept
    /// @param interval between two rounds of upkeep
    record Retention(DiskSize budget, Duration tasks, Duration workspaces, Duration interval) {}

    /// Reads the settings of one start.
    ///
    /// @throws SettingsException which says what to change
    static AgentSettings read(List<Path> files, Map<String, String> environment, List<String> flags, Host host) {
        Settings settings = Settings.read(AgentDeclarations.ALL, files, environment, flags);
        Path state = settings.get(AgentDeclarations.STATE);
        return new AgentSettings(
                settings.find(AgentDeclarations.NAME).orElse(host.name()),
                new ServerSettings(
                        buildServer(settings),
                        settings.find(AgentDeclarations.SECRET).map(Secret::new).orElse(null),
                        state),
                new Directories(
                        state, settings.get(AgentDeclarations.STORE), settings.get(AgentDeclarations.WORKSPACES)),
                new Capacity(
                        settings.get(AgentDeclarations.MAX_JOBS),
                        settings.find(AgentDeclarations.CORES).orElse(host.cpuCores()),
                        settings.find(AgentDeclarations.MEMORY).orElse(host.memoryMb())),
                new Times(settings.get(AgentDeclarations.BUILD_TIMEOUT), settings.get(AgentDeclarations.DRAIN)),
                disk(settings),
                settings.get(AgentDeclarations.LOOPBACK),
                settings.get(AgentDeclarations.SANDBOX_UID));
    }

    /// Reads only the directory of the store, so that `aegis-agent store` needs no build server.
    static Path store(List<Path> files, Map<String, String> environment, List<String> flags) {
        return Settings.read(AgentDeclarations.ALL, files, environment, flags).get(AgentDeclarations.STORE);
    }

    /// Returns the user that builds run as.
    BuildUser buildUser() {
        return BuildUser.detect(sandboxUid);
    }

    private static Disk disk(Settings settings) {
        int artifactMb = settings.get(AgentDeclarations.ARTIFACT);
        int totalMb = settings.get(AgentDeclarations.ARTIFACTS_TOTAL);
        if (totalMb < artifactMb) {
            throw settings.invalid(
                    AgentDeclarations.ARTIFACTS_TOTAL,
                    "must be at least " + AgentDeclarations.ARTIFACT.name() + ", which is " + artifactMb);
        }
        return new Disk(
                new Amount(settings.get(AgentDeclarations.BUILD_DISK), settings.get(AgentDeclarations.BUILD_FILES)),
                new Amount(settings.get(AgentDeclarations.RESERVE), settings.get(AgentDeclarations.RESERVE_FILES)),
                new Retention(
                        settings.get(AgentDeclarations.DISK_BUDGET),
                        settings.get(AgentDeclarations.KEEP_TASKS),
                        settings.get(AgentDeclarations.KEEP_WORKSPACES),
                        settings.get(AgentDeclarations.UPKEEP_INTERVAL)),
                new Artifacts(artifactMb, totalMb));
    }

    private static URI buildServer(Settings settings) {
        URI address = settings.get(AgentDeclarations.BUILD_SERVER);
        boolean isPlain = "http".equals(address.getScheme()) && !isLoopback(address.getHost());
        if (isPlain && !settings.get(AgentDeclarations.INSECURE)) {
            throw settings.invalid(
                    AgentDeclarations.BUILD_SERVER,
                    "is plain http; use https, or set ESPCTL_ALLOW_INSECURE=1 in a network that you trust");
        }
        return address;
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }
}
