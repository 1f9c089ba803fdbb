package dev.aegis.agent.sandbox;

import java.time.Duration;

/// How much one command may take.
///
/// @param memoryBytes of all its processes together, temporary files included
/// @param cores processor time per second of wall time
/// @param processes at one moment, threads included
/// @param openFiles of one process
/// @param fileBytes of one file
/// @param temporaryBytes of `/tmp` and of the home directory, each
/// @param wallTime until it is ended
/// @param logBytes that it may print; every line counts 64 bytes more than it has
public record SandboxLimits(
        long memoryBytes,
        double cores,
        int processes,
        int openFiles,
        long fileBytes,
        long temporaryBytes,
        Duration wallTime,
        long logBytes) {
    private static final long MEBIBYTE = 1024 * 1024;

    /// What a build gets when its grant says nothing else.
    public static final SandboxLimits STANDARD = new SandboxLimits(
            4096 * MEBIBYTE, 4, 1024, 8192, 2048 * MEBIBYTE, 1024 * MEBIBYTE, Duration.ofHours(1), 64 * MEBIBYTE);

    public SandboxLimits withMemory(long bytes) {
        return new SandboxLimits(bytes, cores, processes, openFiles, fileBytes, temporaryBytes, wallTime, logBytes);
    }

    public SandboxLimits withCores(double count) {
        return new SandboxLimits(
                memoryBytes, count, processes, openFiles, fileBytes, temporaryBytes, wallTime, logBytes);
    }

    public SandboxLimits withProcesses(int count) {
        return new SandboxLimits(memoryBytes, cores, count, openFiles, fileBytes, temporaryBytes, wallTime, logBytes);
    }

    public SandboxLimits withTemporary(long bytes) {
        return new SandboxLimits(memoryBytes, cores, processes, openFiles, fileBytes, bytes, wallTime, logBytes);
    }

    public SandboxLimits withWallTime(Duration time) {
        return new SandboxLimits(memoryBytes, cores, processes, openFiles, fileBytes, temporaryBytes, time, logBytes);
    }

    public SandboxLimits withLog(long bytes) {
        return new SandboxLimits(memoryBytes, cores, processes, openFiles, fileBytes, temporaryBytes, wallTime, bytes);
    }
}
