package dev.aegis.agent.sandbox.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The control group of one sandbox: one directory with version 2, one for each controller with version
/// 1.
///
/// @param directories the sandbox's first process must join each of them
/// @param killCounters files with a line `oom_kill <n>`
public record ControlGroup(List<Path> directories, List<Path> killCounters) implements AutoCloseable {
    private static final Pattern OOM_KILL = Pattern.compile("(?m)^oom_kill (\\d+)$");
    private static final int REMOVAL_ATTEMPTS = 200;

    /// Returns the number of processes that the kernel killed because the memory limit was reached.
    public long outOfMemoryKills() {
        long kills = 0;
        for (Path counter : killCounters) {
            Matcher found = OOM_KILL.matcher(read(counter));
            kills += found.find() ? Long.parseLong(found.group(1)) : 0;
        }
        return kills;
    }

    /// Returns the ids of the processes in the group; empty if the machine has no control groups.
    public List<Long> processes() {
        return directories.isEmpty()
                ? List.of()
                : read(directories.getFirst().resolve("cgroup.procs"))
                        .lines()
                        .map(Long::parseLong)
                        .toList();
    }

    /// Kills the processes that are left in the group and removes it. The kernel removes a dead process
    /// from its group a moment after the end and sends no event for that, hence the bounded attempts.
    @Override
    public void close() {
        for (Path directory : directories) {
            for (int attempt = 0; attempt < REMOVAL_ATTEMPTS && !remove(directory); attempt++) {
                killAll(directory);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
    }

    static void killAll(Path directory) {
        try {
            Path kill = directory.resolve("cgroup.kill");
            if (Files.exists(kill)) {
                Files.writeString(kill, "1");
                return;
            }
        } catch (IOException gone) {
            return;
        }
        read(directory.resolve("cgroup.procs"))
                .lines()
                .map(Long::parseLong)
                .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    private static boolean remove(Path directory) {
        try {
            Files.deleteIfExists(directory);
            return true;
        } catch (IOException busy) {
            return false;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return "";
        }
    }
}
