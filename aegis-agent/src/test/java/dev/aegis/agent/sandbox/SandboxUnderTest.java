package dev.aegis.agent.sandbox;

import dev.aegis.agent.execution.TestLimits;
import dev.aegis.agent.sandbox.cgroup.GroupLimits;
import dev.aegis.agent.sandbox.disk.DiskLimits;
import dev.aegis.agent.sandbox.disk.DiskReserve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A real sandbox with a project directory and a store, for tests.
final class SandboxUnderTest implements AutoCloseable {
    static final long MEBIBYTE = 1024 * 1024;

    final Path project;
    final Path store;
    final BubblewrapSandbox sandbox;
    private final BuildUser user = BuildUser.detect(BuildUser.STANDARD_UID);

    SandboxUnderTest(Path base) {
        this(base, base.resolve("workspace"), TestLimits.RESERVE);
    }

    SandboxUnderTest(Path base, Path workspace, DiskReserve reserve) {
        try {
            project = Files.createDirectories(workspace.resolve("project"));
            store = Files.createDirectories(base.resolve("store"));
            Files.writeString(store.resolve("version.txt"), "v0\n");
            own(project);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
        sandbox = BubblewrapSandbox.open(new SandboxSettings(base.resolve("run"), user, reserve));
    }

    /// @param lines `stream: text`
    record Ran(SandboxExit exit, List<String> lines) {
        String output() {
            return String.join("\n", lines);
        }

        int code() {
            return exit instanceof SandboxExit.Exited exited ? exited.code() : -1;
        }
    }

    Ran shell(String script) {
        return shell(script, limits -> limits);
    }

    Ran shell(String script, UnaryOperator<SandboxLimits> change) {
        return run(List.of("sh", "-c", script), change, new StopSignal());
    }

    Ran python(String script) {
        return python(script, limits -> limits);
    }

    Ran python(String script, UnaryOperator<SandboxLimits> change) {
        return run(List.of("python3", "-c", script), change, new StopSignal());
    }

    Ran run(List<String> command, UnaryOperator<SandboxLimits> change, StopSignal stop) {
        List<String> lines = new ArrayList<>();
        SandboxExit exit = sandbox.run(
                command(command, change.apply(limits())), (stream, text) -> lines.add(stream + ": " + text), stop);
        return new Ran(exit, lines);
    }

    SandboxCommand command(List<String> command, SandboxLimits limits) {
        return new SandboxCommand(
                command,
                Map.of("PATH", "/usr/bin:/bin", "HOME", SandboxCommand.HOME, "LANG", "C.UTF-8"),
                List.of(Mount.writable(project, "/project"), Mount.readOnly(store, "/idf")),
                "/project",
                limits);
    }

    static SandboxLimits limits() {
        return limits(512 * MEBIBYTE, 64 * MEBIBYTE);
    }

    static SandboxLimits limits(long memoryBytes, long logBytes) {
        return limits(memoryBytes, logBytes, TestLimits.DISK);
    }

    static SandboxLimits limits(DiskLimits disk) {
        return limits(512 * MEBIBYTE, 64 * MEBIBYTE, disk);
    }

    private static SandboxLimits limits(long memoryBytes, long logBytes, DiskLimits disk) {
        return new SandboxLimits(
                new GroupLimits(memoryBytes, 4, 128),
                disk,
                8192,
                2048 * MEBIBYTE,
                32 * MEBIBYTE,
                Duration.ofMinutes(2),
                logBytes);
    }

    void own(Path path) throws IOException {
        if (user.fileOwner().isPresent()) {
            Files.setOwner(
                    path,
                    path.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(
                                    Integer.toString(user.fileOwner().getAsInt())));
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
