package dev.aegis.protocol.control;

import org.jspecify.annotations.Nullable;

/// The position of a job in the queue.
///
/// @param position 0 when a machine can take the job at once; otherwise one more than the number of jobs before it
/// @param estimatedWaitSecs estimated seconds until the assignment; absent when there is no estimate
/// @param reason why the job waits, with the missing capability; absent when it does not wait
public record QueueStatus(
        int position,
        @Nullable Integer estimatedWaitSecs,
        @Nullable String reason) {}
