package dev.aegis.agent.sandbox;

import dev.aegis.agent.sandbox.cgroup.GroupLimits;
import dev.aegis.agent.sandbox.disk.DiskLimits;
import java.time.Duration;

/// Limits for one sandboxed command.
///
/// @param group limits for all its processes together
/// @param disk limits for what it writes to the machine's disk
/// @param openFiles open files of one process
/// @param fileBytes size of one file
/// @param temporaryBytes size of `/tmp` and of the home directory, each
/// @param wallTime after which the command is ended
/// @param logBytes size of the output; each line counts 64 bytes in addition to its length
public record SandboxLimits(
        GroupLimits group,
        DiskLimits disk,
        int openFiles,
        long fileBytes,
        long temporaryBytes,
        Duration wallTime,
        long logBytes) {
    private static final long MEBIBYTE = 1024 * 1024;

    /// Returns the limits with the parts that differ between machines; the others are the same on each.
    public static SandboxLimits standard(GroupLimits group, DiskLimits disk, Duration wallTime) {
        return new SandboxLimits(group, disk, 8192, 2048 * MEBIBYTE, 1024 * MEBIBYTE, wallTime, 64 * MEBIBYTE);
    }

    /// Returns these limits, lowered to what a grant allows.
    public SandboxLimits atMost(double cores, long memoryBytes, Duration time) {
        GroupLimits lowered = new GroupLimits(
                Math.min(group.memoryBytes(), memoryBytes), Math.min(group.cores(), cores), group.processes());
        return new SandboxLimits(
                lowered,
                disk,
                openFiles,
                fileBytes,
                temporaryBytes,
                time.compareTo(wallTime) < 0 ? time : wallTime,
                logBytes);
    }

    /// Returns these limits with another wall time.
    public SandboxLimits withWallTime(Duration time) {
        return new SandboxLimits(group, disk, openFiles, fileBytes, temporaryBytes, time, logBytes);
    }
}
