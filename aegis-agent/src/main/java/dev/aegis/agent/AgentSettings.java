package dev.aegis.agent;

import dev.aegis.agent.sandbox.BuildUser;
import dev.aegis.protocol.Secret;
import dev.aegis.settings.Key;
import dev.aegis.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything that an operator may say about a build machine.
///
/// @param buildServer its address, without a trailing slash
/// @param enrolmentSecret needed until the machine is enrolled
/// @param name what the operator calls the machine
/// @param stateDirectory the machine's key, the pinned grant keys and the tasks
/// @param storeRoot installed ESP-IDF versions
/// @param workspaceRoot the users' projects
/// @param maxJobs sessions at one time
/// @param cpuCores cores for all builds together
/// @param memoryMb memory for all builds together, in MiB
/// @param sandboxUid the user that builds run as; null for the one that the machine finds for itself
/// @param loopback every ICE candidate is 127.0.0.1
/// @param buildTimeout the longest that one build may take
/// @param drainTime how long a stopping machine lets builds run
record AgentSettings(
        URI buildServer,
        @Nullable Secret enrolmentSecret,
        String name,
        Path stateDirectory,
        Path storeRoot,
        Path workspaceRoot,
        int maxJobs,
        int cpuCores,
        int memoryMb,
        @Nullable Integer sandboxUid,
        boolean loopback,
        Duration buildTimeout,
        Duration drainTime) {
    private static final Key BUILD_SERVER = new Key(
            "CONTROL_BASE_URL", "--control", "address of the build server, such as https://build.example.org", null);
    private static final Key SECRET =
            Key.of("AGENT_AUTH_SECRET", "enrols this machine; not needed once it is enrolled", null);
    private static final Key NAME = new Key("AGENT_NAME", "--name", "what you call this machine [its host name]", null);
    private static final Key STATE = new Key(
            "AGENT_STATE_DIR", "--state-dir", "this machine's key, pinned keys and tasks", "/var/lib/aegis/agent");
    static final Key STORE =
            new Key("ESPCTL_STORE_ROOT", "--store", "installed ESP-IDF versions", "/var/lib/aegis/store");
    private static final Key WORKSPACES =
            new Key("AGENT_WORKSPACE_ROOT", "--workspaces", "the users' projects", "/var/lib/aegis/workspaces");
    private static final Key MAX_JOBS = new Key("AGENT_MAX_JOBS", "--max-jobs", "sessions at one time", "4");
    private static final Key CORES =
            new Key("AGENT_CPU_CORES", "--cpu-cores", "cores for all builds together [all of them]", null);
    private static final Key MEMORY =
            new Key("AGENT_MEMORY_MB", "--memory-mb", "memory for all builds together, MiB [three quarters]", null);
    private static final Key SANDBOX_UID =
            new Key("AGENT_SANDBOX_UID", "--sandbox-uid", "user id that builds run as", null);
    private static final Key LOOPBACK =
            new Key("AGENT_LOOPBACK", "--loopback", "1: clients on this host only, by 127.0.0.1", "0");
    private static final Key BUILD_TIMEOUT =
            Key.of("AGENT_BUILD_TIMEOUT_SECS", "the longest that one build may take, seconds", "1800");
    private static final Key DRAIN =
            Key.of("AGENT_DRAIN_SECS", "how long a stopping machine lets builds run, seconds", "600");
    private static final Key INSECURE =
            Key.of("ESPCTL_ALLOW_INSECURE", "1: plain http to a build server that is not on this host", "0");

    static final List<Key> KEYS = List.of(
            BUILD_SERVER,
            SECRET,
            NAME,
            STATE,
            STORE,
            WORKSPACES,
            MAX_JOBS,
            CORES,
            MEMORY,
            SANDBOX_UID,
            LOOPBACK,
            BUILD_TIMEOUT,
            DRAIN,
            INSECURE);

    static AgentSettings read(List<Path> files, Map<String, String> environment, List<String> flags, Host host) {
        Settings settings = Settings.read(KEYS, files, environment, flags);
        return new AgentSettings(
                address(settings),
                settings.find(SECRET).map(Secret::new).orElse(null),
                settings.find(NAME).orElse(host.name()),
                settings.path(STATE),
                settings.path(STORE),
                settings.path(WORKSPACES),
                settings.number(MAX_JOBS, 1, 1024),
                settings.find(CORES).isPresent() ? settings.number(CORES, 1, 4096) : host.cpuCores(),
                settings.find(MEMORY).isPresent() ? settings.number(MEMORY, 128, 1 << 24) : host.memoryMb(),
                settings.find(SANDBOX_UID).isPresent() ? settings.number(SANDBOX_UID, 1, Integer.MAX_VALUE) : null,
                settings.yes(LOOPBACK),
                settings.seconds(BUILD_TIMEOUT, 1, 24 * 3600),
                settings.seconds(DRAIN, 0, 24 * 3600));
    }

    /// As whom builds run.
    BuildUser buildUser() {
        return BuildUser.detect(sandboxUid == null ? BuildUser.STANDARD_UID : sandboxUid);
    }

    private static URI address(Settings settings) {
        String text = settings.text(BUILD_SERVER);
        URI address;
        try {
            address = URI.create(text);
        } catch (IllegalArgumentException broken) {
            throw settings.wrong(BUILD_SERVER, "is not a URL; write it like https://build.example.org");
        }
        String scheme = address.getScheme();
        if (scheme == null || address.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw settings.wrong(
                    BUILD_SERVER, "must begin with https:// and a host name, like https://build.example.org");
        }
        if (text.endsWith("/")) {
            throw settings.wrong(BUILD_SERVER, "must not end with a slash");
        }
        if (address.getQuery() != null || address.getFragment() != null || address.getUserInfo() != null) {
            throw settings.wrong(BUILD_SERVER, "must be a plain address without a query or a user name");
        }
        if (scheme.equals("http") && !isLoopback(address.getHost()) && !settings.yes(INSECURE)) {
            throw settings.wrong(
                    BUILD_SERVER, "is plain http; use https, or set ESPCTL_ALLOW_INSECURE=1 where nobody listens");
        }
        return address;
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }
}
