package dev.aegis.agent;

import dev.aegis.agent.execution.BuildLimits;
import dev.aegis.agent.sandbox.BuildUser;
import dev.aegis.settings.Declarations;
import dev.aegis.settings.DiskSize;
import dev.aegis.settings.InvalidValueException;
import dev.aegis.settings.Setting;
import dev.aegis.settings.SettingGroup;
import dev.aegis.settings.ValueType;
import dev.aegis.settings.ValueTypes;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// The declaration of every setting of `aegis-agent`. `--help`, the flags and the tables of `docs/operating.md` come
/// from here.
final class AgentDeclarations {
    private static final int DAY_SECS = 24 * 3600;

    static final Setting<URI> BUILD_SERVER = Setting.required(
                    "CONTROL_BASE_URL",
                    new ValueType<>("URL such as https://build.example.org", AgentDeclarations::baseUrl),
                    "address of the build server")
            .withOldFlag("--control")
            .withEffect("unreachable: one warning, then tries until it answers");
    static final Setting<String> SECRET = Setting.optional(
                    "AGENT_AUTH_SECRET", ValueTypes.secret(1), "the build server's secret, which enrols this machine")
            .withEffect("wrong, or not set on the first start: exit 4. A restarted build server has forgotten its"
                    + " machines and needs it again, so keep it set");
    static final Setting<Boolean> INSECURE = Setting.of(
                    "ESPCTL_ALLOW_INSECURE",
                    ValueTypes.yesOrNo(),
                    "1: allow plain http to a build server on another host",
                    "0")
            .withEffect("with 1, everyone on the path can read the secret");

    static final Setting<String> NAME = Setting.computed(
                    "AGENT_NAME", ValueTypes.text(), "name of this machine for people", "host name")
            .withOldFlag("--name");
    static final Setting<Boolean> LOOPBACK = Setting.of(
                    "AGENT_LOOPBACK",
                    ValueTypes.yesOrNo(),
                    "1: only clients on this host can connect, by 127.0.0.1",
                    "0")
            .withOldFlag("--loopback")
            .withEffect("with 1, clients on other hosts cannot connect");

    static final Setting<Path> STATE = Setting.of(
                    "AGENT_STATE_DIR",
                    ValueTypes.path(),
                    "directory of this machine's key and of the pinned grant keys",
                    "/var/lib/aegis/agent")
            .withOldFlag("--state-dir")
            .withEffect("not writable: exit 1; another directory: another machine, which has to be enrolled");
    static final Setting<Path> STORE = Setting.of(
                    "ESPCTL_STORE_ROOT",
                    ValueTypes.path(),
                    "directory of the installed ESP-IDF versions",
                    "/var/lib/aegis/store")
            .withOldFlag("--store")
            .withEffect("no store there: exit 3");
    static final Setting<Path> WORKSPACES = Setting.of(
                    "AGENT_WORKSPACE_ROOT",
                    ValueTypes.path(),
                    "directory of the users' projects, builds and caches",
                    "/var/lib/aegis/workspaces")
            .withOldFlag("--workspaces")
            .withEffect("not writable, or used by another agent: exit 1");

    static final Setting<Integer> MAX_JOBS = Setting.of(
                    "AGENT_MAX_JOBS", ValueTypes.wholeNumber(1, 1024, "sessions"), "sessions at one time", "4")
            .withOldFlag("--max-jobs")
            .withEffect("too many: builds are slow, because they share the cores; too few: jobs wait in the queue");
    static final Setting<Integer> CORES = Setting.computed(
                    "AGENT_CPU_CORES",
                    ValueTypes.wholeNumber(1, 4096, "cores"),
                    "cores for all builds together",
                    "all cores")
            .withOldFlag("--cpu-cores")
            .withEffect("fewer than a job asks for: the machine is not given that job");
    static final Setting<Integer> MEMORY = Setting.computed(
                    "AGENT_MEMORY_MB",
                    ValueTypes.wholeNumber(128, 1 << 24, "MiB"),
                    "memory for all builds together",
                    "three quarters of the memory")
            .withOldFlag("--memory-mb")
            .withEffect("more than the machine has: the kernel may stop the agent itself");
    static final Setting<Integer> SANDBOX_UID = Setting.of(
                    "AGENT_SANDBOX_UID",
                    ValueTypes.wholeNumber(1, Integer.MAX_VALUE, ""),
                    "user id that builds run as, when the agent runs as root",
                    Integer.toString(BuildUser.STANDARD_UID))
            .withOldFlag("--sandbox-uid")
            .withEffect("the id of a user of this host: builds could read that user's files");
    static final Setting<Duration> BUILD_TIMEOUT = Setting.of(
                    "AGENT_BUILD_TIMEOUT_SECS",
                    ValueTypes.seconds(1, DAY_SECS),
                    "longest time that one build may take",
                    "1800")
            .withEffect("too short: long builds end as timed out");
    static final Setting<Duration> DRAIN = Setting.of(
                    "AGENT_DRAIN_SECS",
                    ValueTypes.seconds(0, DAY_SECS),
                    "how long builds may continue after SIGTERM",
                    "600")
            .withEffect("longer than the service manager waits: it kills the agent and its builds");

    /// A full build of a large ESP-IDF project takes about 1 GiB and 10,000 files.
    static final Setting<Integer> BUILD_DISK = Setting.of(
                    BuildLimits.DISK_SETTING,
                    ValueTypes.wholeNumber(64, 1 << 24, "MiB"),
                    "disk space by which one build may grow its workspace and compiler cache",
                    "4096")
            .withEffect("too small: such a build fails with fault `project`, and its message names this variable");
    static final Setting<Integer> BUILD_FILES = Setting.of(
                    BuildLimits.FILES_SETTING,
                    ValueTypes.wholeNumber(1000, 2_000_000_000, "files"),
                    "files, directories and links that one build may create",
                    "200000")
            .withEffect("too small: such a build fails with fault `project`, and its message names this variable");
    static final Setting<Integer> RESERVE = Setting.of(
                    "AGENT_DISK_RESERVE_MB",
                    ValueTypes.wholeNumber(0, 1 << 24, "MiB"),
                    "free space that builds leave to the machine",
                    "1024")
            .withEffect("too small: the disk fills up; too large: users get `workspace_full`");
    static final Setting<Integer> RESERVE_FILES = Setting.of(
                    "AGENT_DISK_RESERVE_FILES",
                    ValueTypes.wholeNumber(0, 2_000_000_000, "inodes"),
                    "free inodes that builds leave to the machine",
                    "100000")
            .withEffect("too small: no program of the machine can create a file; too large: builds end early");
    static final Setting<DiskSize> DISK_BUDGET = Setting.of(
                    "AGENT_DISK_BUDGET",
                    ValueTypes.diskSize(),
                    "space for all tasks, workspaces and caches; beyond it the least recently used ones are removed",
                    "50%")
            .withEffect("too small: projects are uploaded and compiled in full more often");
    static final Setting<Duration> KEEP_TASKS = Setting.of(
                    "AGENT_KEEP_TASKS_DAYS",
                    ValueTypes.days(1, 3650),
                    "how long the log and the artifacts of a build are kept",
                    "7")
            .withEffect("shorter: `espctl artifacts` and `espctl logs` find nothing after that time");
    static final Setting<Duration> KEEP_WORKSPACES = Setting.of(
                    "AGENT_KEEP_WORKSPACES_DAYS",
                    ValueTypes.days(1, 3650),
                    "how long an unused workspace or cache is kept",
                    "30")
            .withEffect("shorter: the next build of such a project compiles everything");
    static final Setting<Duration> UPKEEP_INTERVAL = Setting.of(
                    "AGENT_UPKEEP_INTERVAL_SECS",
                    ValueTypes.seconds(10, DAY_SECS),
                    "time between two rounds of upkeep",
                    "1800")
            .withEffect("too long: the disk may be full between two rounds");
    static final Setting<Integer> ARTIFACT = Setting.of(
                    "AGENT_ARTIFACT_MB",
                    ValueTypes.wholeNumber(1, 1 << 20, "MiB"),
                    "size of the largest file that a build may hand over",
                    "512")
            .withEffect("too small: such a build fails");
    static final Setting<Integer> ARTIFACTS_TOTAL = Setting.of(
                    "AGENT_ARTIFACTS_TOTAL_MB",
                    ValueTypes.wholeNumber(1, 1 << 20, "MiB"),
                    "size of all files that one build may hand over",
                    "2048")
            .withEffect("too small: such a build fails");

    static final Declarations ALL = new Declarations(
            List.of(
                    SettingGroup.of("Build server", BUILD_SERVER, SECRET, INSECURE),
                    SettingGroup.of("This machine", NAME, LOOPBACK),
                    SettingGroup.of("Directories", STATE, STORE, WORKSPACES),
                    SettingGroup.of("Builds", MAX_JOBS, CORES, MEMORY, SANDBOX_UID, BUILD_TIMEOUT, DRAIN),
                    SettingGroup.of(
                            "Disk",
                            BUILD_DISK,
                            BUILD_FILES,
                            RESERVE,
                            RESERVE_FILES,
                            DISK_BUDGET,
                            KEEP_TASKS,
                            KEEP_WORKSPACES,
                            UPKEEP_INTERVAL,
                            ARTIFACT,
                            ARTIFACTS_TOTAL)),
            // One secrets file may serve both programs.
            Set.of("MCP_AUTH_SECRET", "TURN_SECRET"));

    private AgentDeclarations() {}

    private static URI baseUrl(String text) throws InvalidValueException {
        URI address;
        try {
            address = URI.create(text);
        } catch (IllegalArgumentException broken) {
            throw new InvalidValueException("is not a URL; write it like https://build.example.org");
        }
        String scheme = address.getScheme();
        if (scheme == null || address.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new InvalidValueException("must begin with https:// and a host name, like https://build.example.org");
        }
        if (text.endsWith("/")) {
            throw new InvalidValueException("must not end with a slash");
        }
        if (address.getQuery() != null || address.getFragment() != null || address.getUserInfo() != null) {
            throw new InvalidValueException("must be a plain address without a query or a user name");
        }
        return address;
    }
}
