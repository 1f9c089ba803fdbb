package dev.aegis.espctl.remote;

import dev.aegis.espctl.tasks.TaskRecord;
import java.util.List;

/// How a build ended.
///
/// @param record as it was written down
/// @param installed what lies in the project now
/// @param times how long each part took, in order
/// @param interrupted whether the user ended it here
public record BuildEnd(TaskRecord record, InstalledFiles installed, List<Time> times, boolean interrupted) {
    public BuildEnd {
        times = List.copyOf(times);
    }

    /// @param phase the protocol's name, or `connecting`
    /// @param millis milliseconds
    public record Time(String phase, long millis) {}
}
