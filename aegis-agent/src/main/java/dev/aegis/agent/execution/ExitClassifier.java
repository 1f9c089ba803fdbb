package dev.aegis.agent.execution;

import dev.aegis.agent.sandbox.SandboxExit;
import org.jspecify.annotations.Nullable;

/// Derives the result of a build from the exit of a command that failed: the reason, and whose fault it was.
///
/// @param output the output of the command
record ExitClassifier(BuildOrder order, OutputReader output) {
    private static final long FULL_BELOW = 4L * 1024 * 1024;
    private static final int COMMAND_NOT_FOUND = 127;
    private static final int SIGNALED = 128;
    private static final int SIGKILL = 9;
    private static final int SIGXFSZ = 25;

    BuildOutcome of(SandboxExit exit) {
        return switch (exit) {
            case SandboxExit.Exited exited -> ofCode(exited.code());
            case SandboxExit.OutOfMemory killed -> outOfMemory(killed.code());
            case SandboxExit.TimedOut late ->
                BuildOutcome.timedOut(
                        "the build took longer than " + seconds() + " s and was ended",
                        "run again: espctl build; files that were compiled are still there");
            case SandboxExit.LogFlooded flooded ->
                BuildOutcome.projectFailed(
                        null,
                        "the build printed more than " + flooded.limitBytes() / (1024 * 1024)
                                + " MiB of log and was ended",
                        "find the endless output in the log, fix it, then run: espctl build");
            case SandboxExit.DiskExceeded exceeded -> diskExceeded(exceeded);
            case SandboxExit.DiskShort low -> diskShort(low);
            case SandboxExit.Stopped stopped -> BuildOutcome.canceled();
            case SandboxExit.Failed failed ->
                isDiskFull()
                        ? diskFull(null)
                        : BuildOutcome.machineFailed(
                                null, failed.reason(), "report it to the operator of the build machine");
        };
    }

    private BuildOutcome ofCode(int code) {
        if (isDiskFull()) {
            return diskFull(code);
        }
        if (code == SIGNALED + SIGKILL || output.saysKilledForMemory()) {
            return outOfMemory(code);
        }
        if (code == COMMAND_NOT_FOUND) {
            return BuildOutcome.machineFailed(
                    code,
                    "a tool of ESP-IDF " + order.version() + " is missing on this machine; the log names it",
                    "the operator of the build machine must run: aegis-agent store verify");
        }
        if (code == SIGNALED + SIGXFSZ) {
            return BuildOutcome.projectFailed(
                    code,
                    "the build wrote a file that is larger than its limit",
                    "make the file smaller, then run: espctl build");
        }
        return BuildOutcome.projectFailed(
                code,
                output.failureReason().orElse("idf.py ended with code " + code),
                "fix the error above, then run: espctl build");
    }

    private BuildOutcome outOfMemory(int code) {
        long limit = mebibytes(order.limits().group().memoryBytes());
        return BuildOutcome.machineFailed(
                code,
                "the build ran out of memory (limit " + limit + " MB)",
                "run: espctl build --memory-mb " + 2 * limit);
    }

    private static BuildOutcome diskExceeded(SandboxExit.DiskExceeded exceeded) {
        return switch (exceeded.resource()) {
            case BYTES ->
                BuildOutcome.projectFailed(
                        null,
                        "the build wrote " + mebibytes(exceeded.used()) + " MB to disk, more than its limit of "
                                + mebibytes(exceeded.limit()) + " MB, and was ended",
                        "find what writes so much, change it, then run: espctl build; "
                                + "the operator of the build machine can raise " + BuildLimits.DISK_SETTING);
            case FILES ->
                BuildOutcome.projectFailed(
                        null,
                        "the build created " + exceeded.used() + " files, more than its limit of " + exceeded.limit()
                                + " files, and was ended",
                        "find what creates so many files, change it, then run: espctl build; "
                                + "the operator of the build machine can raise " + BuildLimits.FILES_SETTING);
        };
    }

    private static BuildOutcome diskShort(SandboxExit.DiskShort low) {
        String left = switch (low.resource()) {
            case BYTES -> mebibytes(low.free()) + " MB are free, " + mebibytes(low.needed()) + " MB";
            case FILES -> low.free() + " inodes are free, " + low.needed();
        };
        return BuildOutcome.machineFailed(
                null,
                "the build machine's workspace disk is nearly full: " + left + " are needed to build",
                "run the build again later or on another machine; its operator must free space");
    }

    private static long mebibytes(long bytes) {
        return bytes / (1024 * 1024);
    }

    private static BuildOutcome diskFull(@Nullable Integer code) {
        return BuildOutcome.machineFailed(
                code,
                "the build machine's workspace disk is full",
                "try again later or on another machine; its operator must free space");
    }

    /// A project can print this text itself, so the free space must confirm it.
    private boolean isDiskFull() {
        return output.saysDiskFull() && order.workspace().all().freeBytes() < FULL_BELOW;
    }

    private long seconds() {
        return order.limits().wallTime().toSeconds();
    }
}
