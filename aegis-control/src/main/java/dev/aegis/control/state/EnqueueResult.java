package dev.aegis.control.state;

import dev.aegis.control.schedule.Job;

/// Result of `enqueue`.
public sealed interface EnqueueResult {
    record Accepted(Job job) implements EnqueueResult {}

    /// The idempotency key belongs to an earlier request with the same content; this is its job.
    record Repeated(Job job) implements EnqueueResult {}

    /// The idempotency key belongs to an earlier request with other content.
    record KeyReused() implements EnqueueResult {}

    /// @param perUser whether the user's own limit is reached, and not the one of the queue
    record Full(boolean perUser) implements EnqueueResult {}
}
