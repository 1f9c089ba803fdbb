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
public record Progress(
        TaskState state,
        @Nullable Phase phase,
        long createdAtMs,
        @Nullable Long finishedAtMs,
        long lastSeq) {
    static Progress pending(long createdAtMs) {
        return new Progress(TaskState.PENDING, null, createdAtMs, null, 0);
    }

    Progress with(TaskState now) {
        return new Progress(now, phase, createdAtMs, finishedAtMs, lastSeq);
    }

    Progress with(Phase entered) {
        return new Progress(state, entered, createdAtMs, finishedAtMs, lastSeq);
    }

    Progress withLastSeq(long seq) {
        return new Progress(state, phase, createdAtMs, finishedAtMs, seq);
    }

    Progress over(TaskState end, long atMs) {
        return new Progress(end, phase, createdAtMs, atMs, lastSeq);
    }
}
