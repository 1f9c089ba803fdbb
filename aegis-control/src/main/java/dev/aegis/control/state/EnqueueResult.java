package dev.aegis.control.state;

import dev.aegis.control.schedule.Job;

/// What came of the wish to queue a job.
public sealed interface EnqueueResult {
    record Accepted(Job job) implements EnqueueResult {}

    /// The idempotency key named a request that came before; this is its job.
    record Repeated(Job job) implements EnqueueResult {}

    /// The idempotency key named a request that asked for something else.
    record KeyReused() implements EnqueueResult {}

    /// @param perUser whether it is the user's own jobs that fill the queue
    record Full(boolean perUser) implements EnqueueResult {}
}
