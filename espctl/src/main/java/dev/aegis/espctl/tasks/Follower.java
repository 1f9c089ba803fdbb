package dev.aegis.espctl.tasks;

/// The process that follows a task and writes its record.
///
/// @param processId its number
/// @param processStartMs its start, because numbers are reused; see [ProcessBirth]
public record Follower(long processId, long processStartMs) {
    /// Two looks at the same start may differ by this much.
    private static final long TOLERANCE_MS = 2_000;

    static Follower of(ProcessHandle process) {
        return new Follower(process.pid(), ProcessBirth.of(process));
    }

    boolean isAlive() {
        return ProcessHandle.of(processId)
                .filter(ProcessHandle::isAlive)
                .map(process -> Math.abs(ProcessBirth.of(process) - processStartMs) < TOLERANCE_MS)
                .orElse(false);
    }
}
