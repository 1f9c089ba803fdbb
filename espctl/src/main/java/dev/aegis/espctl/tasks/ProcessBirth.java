package dev.aegis.espctl.tasks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// When a process began, to tell it from a later one with the same number.
public final class ProcessBirth {
    private static final int START_FIELD = 22;
    private static final long TICK_MS = 10;

    private ProcessBirth() {}

    /// Milliseconds on a scale of this machine's own; 0 where it cannot be told. On Linux that is the
    /// time since the machine started: what the JDK says moves with the wall clock when somebody sets
    /// that.
    public static long of(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            // The second field is the program's name in parentheses, which may hold anything.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[START_FIELD - 3]) * TICK_MS;
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException otherSystem) {
            return process.info()
                    .startInstant()
                    .map(start -> start.toEpochMilli())
                    .orElse(0L);
        }
    }
}
