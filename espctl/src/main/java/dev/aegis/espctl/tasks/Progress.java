package dev.aegis.espctl.tasks;

import dev.aegis.protocol.session.Phase;
import org.jspecify.annotations.Nullable;

/// How far a task is.
///
/// @param state pending, running, or how it ended
/// @param phase the current phase, or the last one of a task that is over; absent before the first
/// @param createdAtMs unix milliseconds
/// @param finishedAtMs unix milliseconds; absent while the task is not over
/// @param lastSeq sequence number of the last event in the log
/// @param rebuilt why the machine configured or compiled everything again; absent if it did not
public record Progress(
        TaskState state,
        @Nullable Phase phase,
        long createdAtMs,
        @Nullable Long finishedAtMs,
        long lastSeq,
        @Nullable String rebuilt) {
    static Progress pending(long createdAtMs) {
        return new Progress(TaskState.PENDING, null, createdAtMs, null, 0, null);
    }

    Progress with(TaskState now) {
        return new Progress(now, phase, createdAtMs, finishedAtMs, lastSeq, rebuilt);
    }

    Progress with(Phase entered) {
        return new Progress(state, entered, createdAtMs, finishedAtMs, lastSeq, rebuilt);
    }

    Progress createdAt(long millis) {
        return new Progress(state, phase, millis, finishedAtMs, lastSeq, rebuilt);
    }

    Progress withLastSeq(long seq) {
        return new Progress(state, phase, createdAtMs, finishedAtMs, seq, rebuilt);
    }

    Progress withRebuilt(String reason) {
        return new Progress(state, phase, createdAtMs, finishedAtMs, lastSeq, reason);
    }

    Progress over(TaskState end, long atMs) {
        return new Progress(end, phase, createdAtMs, atMs, lastSeq, rebuilt);
    }
}
