package dev.aegis.espctl.tasks;

import dev.aegis.protocol.control.QueueStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The progress of a running build, for other processes. Written beside the record, and much more often.
///
/// @param phase the phase it is in; `connecting` before a machine has it
/// @param done steps done of those that the build tool counts now; 0 when it counts none
/// @param total of those steps
/// @param queue its place in the queue; absent while it does not wait
/// @param times the phases that are over, in order
/// @param phaseSinceMs unix milliseconds at which this phase began
public record LiveStatus(
        String phase, int done, int total, @Nullable QueueStatus queue, List<Time> times, long phaseSinceMs) {
    public LiveStatus {
        times = List.copyOf(times);
    }

    /// @param millis milliseconds
    public record Time(String phase, long millis) {}
}
