package dev.aegis.agent.sandbox.cgroup;

/// Limits for all processes of one sandbox together.
///
/// @param memoryBytes memory, files on temporary file systems included
/// @param cores processor time per second of wall time
/// @param processes processes at one moment, threads included
public record GroupLimits(long memoryBytes, double cores, int processes) {
    /// The processes of one build on every machine; neither the operator nor a grant sets others.
    public static final int BUILD_PROCESSES = 1024;

    public GroupLimits {
        if (memoryBytes < 1 || cores <= 0 || processes < 1) {
            throw new IllegalArgumentException("a sandbox needs memory, processor time and a process");
        }
    }
}
