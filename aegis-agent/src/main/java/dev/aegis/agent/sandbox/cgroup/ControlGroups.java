package dev.aegis.agent.sandbox.cgroup;

import java.io.IOException;
import java.nio.file.Path;

/// The control groups of this machine. The version, and whether the agent may use them, depends on the
/// machine.
public sealed interface ControlGroups permits UnifiedGroups, LegacyGroups, NoGroups {
    /// Creates the group of one sandbox.
    ///
    /// @param name unique among the running sandboxes of this agent
    ControlGroup create(String name, GroupLimits limits) throws IOException;

    /// Describes the available limits in one line, for the log.
    String describe();

    /// Returns whether a control group limits the number of processes. If not, the sandbox falls back to
    /// prlimit.
    boolean limitsProcesses();

    /// Finds the first version that works on this machine.
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
