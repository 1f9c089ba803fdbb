package dev.aegis.agent.sandbox;

import dev.aegis.agent.sandbox.cgroup.ControlGroup;
import dev.aegis.agent.sandbox.cgroup.ControlGroups;
import dev.aegis.agent.sandbox.cgroup.GroupLimits;
import dev.aegis.agent.sandbox.disk.DiskBreach;
import dev.aegis.agent.sandbox.disk.DiskGuard;
import dev.aegis.agent.sandbox.disk.DiskLimits;
import dev.aegis.agent.sandbox.disk.DiskWatch;
import dev.aegis.protocol.IoReason;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sandbox, built on bubblewrap. `open` runs a test command, so that an agent on an unsuitable machine
/// fails at its start and not with the first build.
public final class BubblewrapSandbox implements Sandbox, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BubblewrapSandbox.class);
    private static final List<String> PROGRAMS = List.of(
            "/usr/bin/bwrap", "/usr/bin/prlimit", "/usr/bin/setpriv", "/usr/bin/unshare", "/usr/bin/find", "/bin/sh");
    /// The limits of the command that is run at the start, `true`.
    private static final SandboxLimits START_PROBE = SandboxLimits.standard(
            new GroupLimits(512L * 1024 * 1024, 1, GroupLimits.BUILD_PROCESSES),
            new DiskLimits(64L * 1024 * 1024, 1000),
            Duration.ofSeconds(30));

    private final SandboxSettings settings;
    private final ControlGroups groups;
    private final DiskGuard guard;
    private final ProcessStarter starter = new ProcessStarter();
    private final AtomicLong runs = new AtomicLong();

    private BubblewrapSandbox(SandboxSettings settings, ControlGroups groups) {
        this.settings = settings;
        this.groups = groups;
        this.guard = DiskGuard.start(settings.reserve(), settings.user() instanceof BuildUser.SameAsAgent);
    }

    /// @throws SandboxException when builds cannot be kept apart from this machine
    public static BubblewrapSandbox open(SandboxSettings settings) {
        for (String program : PROGRAMS) {
            if (!Files.isExecutable(Path.of(program))) {
                throw new SandboxException(
                        "the sandbox needs " + program + ", but it is not installed",
                        "install the packages bubblewrap, util-linux and findutils");
            }
        }
        writeConstants(settings.runDirectory());
        BubblewrapSandbox sandbox =
                new BubblewrapSandbox(settings, ControlGroups.detect(Path.of("/sys/fs/cgroup"), Path.of("/proc/self")));
        sandbox.prove();
        log.info("sandbox ready; {}", sandbox.describe());
        return sandbox;
    }

    /// Describes in one line which control groups limit builds on this machine.
    public String describe() {
        return groups.describe();
    }

    @Override
    public SandboxExit run(SandboxCommand command, OutputSink sink, StopSignal stop) {
        String name = Long.toString(runs.incrementAndGet());
        Path run = settings.runDirectory().resolve("run-" + name);
        try {
            prepare(run);
            try (DiskWatch disk = watch(command)) {
                Optional<DiskBreach> breach = disk.breachAtStart(settings.reserve());
                return breach.isPresent() ? SandboxExit.of(breach.get()) : run(command, name, run, disk, sink, stop);
            } finally {
                removeRun(run);
            }
        } catch (IOException broken) {
            return stop.isStopped()
                    ? new SandboxExit.Stopped()
                    : new SandboxExit.Failed("the sandbox did not start: " + IoReason.of(broken));
        }
    }

    /// Ends all running sandboxes.
    @Override
    public void close() {
        starter.close();
        guard.close();
    }

    private SandboxExit run(
            SandboxCommand command, String name, Path run, DiskWatch disk, OutputSink sink, StopSignal stop)
            throws IOException {
        try (ControlGroup group = groups.create(name, command.limits().group())) {
            Process process = starter.start(builder(command, run, group));
            return new RunningSandbox(process, run.resolve("status"), group, disk, command.limits(), sink).await(stop);
        }
    }

    private DiskWatch watch(SandboxCommand command) throws IOException {
        List<Path> writable = command.mounts().stream()
                .filter(Mount::writable)
                .map(Mount::source)
                .toList();
        return guard.watch(writable, command.limits().disk(), command.growth());
    }

    private ProcessBuilder builder(SandboxCommand command, Path run, ControlGroup group) throws IOException {
        List<Mount> reachable = reachable(command.mounts());
        Files.write(run.resolve("arguments"), BubblewrapArguments.of(command, reachable));
        List<Mount> staged = reachable.equals(command.mounts()) ? List.of() : command.mounts();
        ProcessBuilder builder = new ProcessBuilder(StartScript.command(run, group, staged, program(command)));
        // Process 1 of the sandbox is bubblewrap, and a build can read /proc/1/environ.
        builder.environment().clear();
        return builder.redirectInput(new File("/dev/null"));
    }

    private List<Mount> reachable(List<Mount> mounts) {
        return switch (settings.user()) {
            case BuildUser.SameAsAgent same -> mounts;
            case BuildUser.Dedicated dedicated -> {
                List<Mount> moved = new ArrayList<>();
                for (int i = 0; i < mounts.size(); i++) {
                    Mount mount = mounts.get(i);
                    moved.add(new Mount(StartScript.staged(i, mounts.size()), mount.inside(), mount.writable()));
                }
                yield moved;
            }
        };
    }

    private List<String> program(SandboxCommand command) {
        SandboxLimits limits = command.limits();
        List<String> words = new ArrayList<>(List.of(
                "/usr/bin/prlimit", "--core=0", "--nofile=" + limits.openFiles(), "--fsize=" + limits.fileBytes()));
        switch (settings.user()) {
            case BuildUser.SameAsAgent same -> {}
            case BuildUser.Dedicated dedicated -> {
                if (!groups.limitsProcesses()) {
                    words.add("--nproc=" + limits.group().processes());
                }
                words.addAll(List.of("/usr/bin/setpriv", "--reuid=" + dedicated.uid(), "--regid=" + dedicated.uid()));
                words.addAll(List.of("--clear-groups", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all"));
            }
        }
        words.addAll(List.of("/usr/bin/bwrap", "--args", Integer.toString(BubblewrapArguments.ARGUMENTS), "--"));
        words.addAll(command.arguments());
        return words;
    }

    private void prove() {
        StringBuilder output = new StringBuilder();
        SandboxCommand nothing =
                new SandboxCommand(List.of("true"), Map.of("PATH", "/usr/bin"), List.of(), "/", START_PROBE);
        SandboxExit exit = run(nothing, (stream, text) -> output.append(text).append(' '), new StopSignal());
        if (!exit.equals(new SandboxExit.Exited(0))) {
            close();
            throw new SandboxException(
                    "the sandbox does not work on this machine (" + exit + "): "
                            + output.toString().trim(),
                    "allow user namespaces for bubblewrap; a service unit must not use ProtectKernelTunables");
        }
    }

    private static void writeConstants(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            clear(directory);
            Files.write(
                    directory.resolve("seccomp.bpf"),
                    SeccompFilter.forArchitecture(CpuArchitecture.named(System.getProperty("os.arch", ""))));
            Files.writeString(
                    directory.resolve("passwd"),
                    "builder:x:1000:1000:builder:" + SandboxCommand.HOME
                            + ":/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n");
            Files.writeString(directory.resolve("group"), "builder:x:1000:\nnogroup:x:65534:\n");
            Files.writeString(directory.resolve("hosts"), "127.0.0.1 localhost build\n::1 localhost build\n");
        } catch (IOException broken) {
            throw new SandboxException(
                    "cannot prepare the sandbox in " + directory + ": " + IoReason.of(broken),
                    "check the directory and its disk",
                    broken);
        }
    }

    /// Removes the files of runs that an agent left when it was killed.
    private static void clear(Path directory) throws IOException {
        try (Stream<Path> listing = Files.list(directory)) {
            for (Path left : listing.toList()) {
                if (String.valueOf(left.getFileName()).startsWith("run-")) {
                    removeRun(left);
                }
            }
        }
    }

    private static void prepare(Path run) throws IOException {
        Files.createDirectory(run);
        Files.createDirectory(run.resolve("stage"));
    }

    private static void removeRun(Path run) throws IOException {
        try (Stream<Path> all = Files.walk(run)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
