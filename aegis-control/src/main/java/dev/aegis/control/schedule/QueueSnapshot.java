package dev.aegis.control.schedule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The queue at one moment.
///
/// @param queued jobs that wait, next one first
/// @param machines every machine that the server knows
/// @param typicalSessionSecs how long recent sessions held their machine; null when there was none
public record QueueSnapshot(
        List<Job> queued,
        List<MachineStatus> machines,
        @Nullable Double typicalSessionSecs) {
    public QueueSnapshot {
        queued = List.copyOf(queued);
        machines = List.copyOf(machines);
    }
}
