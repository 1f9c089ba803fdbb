package dev.aegis.agent.sandbox;

import java.io.IOException;
import java.nio.file.Path;

/// Limits for all processes of one sandbox together, by the kernel's control groups. Which kind there
/// is depends on the machine.
sealed interface ControlGroups permits UnifiedGroups, LegacyGroups, NoGroups {
    /// @param name no other sandbox has it
    JobGroup create(String name, SandboxLimits limits) throws IOException;

    /// For the log and for `doctor`.
    String describe();

    /// Whether the number of processes is limited here; otherwise prlimit does it as well as it can.
    boolean limitsProcesses();

    /// The first kind that works on this machine.
    static ControlGroups detect(Path cgroupRoot, Path procSelf) {
        try {
            return UnifiedGroups.find(cgroupRoot, procSelf)
                    .<ControlGroups>map(found -> found)
                    .or(() -> LegacyGroups.find(cgroupRoot, procSelf))
                    .orElseGet(NoGroups::new);
        } catch (IOException unreadable) {
            return new NoGroups();
        }
    }
}
