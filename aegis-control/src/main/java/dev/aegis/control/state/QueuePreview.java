package dev.aegis.control.state;

import dev.aegis.control.schedule.QueueSnapshot;
import org.jspecify.annotations.Nullable;

/// How things would stand for a job that nobody has queued.
///
/// @param queue as it would be with the job in it
/// @param warmAgentId the machine that last had this user's project; null when there is none
public record QueuePreview(QueueSnapshot queue, @Nullable String warmAgentId) {}
