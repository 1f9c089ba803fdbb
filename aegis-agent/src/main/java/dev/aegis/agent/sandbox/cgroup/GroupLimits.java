package dev.aegis.agent.sandbox.cgroup;

/// Limits for all processes of one sandbox together.
///
/// @param memoryBytes memory, files on temporary file systems included
/// @param cores processor time per second of wall time
/// @param processes processes at one moment, threads included
public record GroupLimits(long memoryBytes, double cores, int processes) {
    public GroupLimits {
        if (memoryBytes < 1 || cores <= 0 || processes < 1) {
            throw new IllegalArgumentException("a sandbox needs memory, processor time and a process");
        }
    }
}
