package dev.aegis.control.state;

import dev.aegis.control.schedule.QueueSnapshot;
import org.jspecify.annotations.Nullable;

/// The queue as it would be with one more job.
///
/// @param queue with the job in it
/// @param warmAgentId the machine that last had this user's project; null when there is none
public record QueuePreview(QueueSnapshot queue, @Nullable String warmAgentId) {}
