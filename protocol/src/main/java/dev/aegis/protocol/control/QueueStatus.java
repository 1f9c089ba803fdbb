package dev.aegis.protocol.control;

import org.jspecify.annotations.Nullable;

/// Where a job stands in the queue.
///
/// @param position 0 when a machine can take it at once, else the number of jobs that go first plus one
/// @param estimatedWaitSecs seconds, absent when nobody can tell
/// @param reason why it waits, naming the missing capability; absent when it does not wait
public record QueueStatus(
        int position,
        @Nullable Integer estimatedWaitSecs,
        @Nullable String reason) {}
