package dev.aegis.control.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The state of a job.
public sealed interface JobState {
    /// @param offers how often it was assigned to a machine that was lost before it answered
    record Queued(int offers) implements JobState {}

    /// @param answered whether the machine answered the client's offer
    record Held(Lease lease, boolean answered, int offers, Instant since) implements JobState {}

    record Ended(JobEnd end, Instant at) implements JobState {}

    /// Returns the lease, or null when no machine holds the job.
    static @Nullable Lease leaseOf(JobState state) {
        return switch (state) {
            case Held held -> held.lease();
            case Queued queued -> null;
            case Ended ended -> null;
        };
    }
}
