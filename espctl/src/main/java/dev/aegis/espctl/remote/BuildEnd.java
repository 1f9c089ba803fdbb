package dev.aegis.espctl.remote;

import dev.aegis.espctl.tasks.TaskRecord;
import java.util.List;

/// The end of a build.
///
/// @param record the task as it was recorded
/// @param installed the files in the project now
/// @param times the time of each part, in order
/// @param interrupted whether the user ended it here
public record BuildEnd(TaskRecord record, InstalledFiles installed, List<Time> times, boolean interrupted) {
    public BuildEnd {
        times = List.copyOf(times);
    }

    /// @param phase the protocol's name, or `connecting`
    /// @param millis milliseconds
    public record Time(String phase, long millis) {}
}
