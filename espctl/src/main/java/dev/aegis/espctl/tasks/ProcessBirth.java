package dev.aegis.espctl.tasks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The start of a process, to tell it from a later one with the same number.
public final class ProcessBirth {
    private static final int START_FIELD = 22;
    private static final long TICK_MS = 10;

    private ProcessBirth() {}

    /// Milliseconds since a fixed point of this computer; 0 when unknown. On Linux that is the time since the computer
    /// started, because the JDK's value changes when the clock is set.
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
