package dev.aegis.agent.execution;

import dev.aegis.agent.sandbox.SandboxExit;
import org.jspecify.annotations.Nullable;

/// Says why a command that did not end well ended, and whose fault that was.
///
/// @param output what it printed
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
                        "ask for more time, or build less; what was compiled is still there");
            case SandboxExit.LogFlooded flooded ->
                BuildOutcome.projectFailed(
                        null,
                        "the build printed more than " + flooded.limitBytes() / (1024 * 1024)
                                + " MiB of log and was ended",
                        "find what prints without end; the log shows it");
            case SandboxExit.DiskExceeded exceeded -> diskExceeded(exceeded);
            case SandboxExit.DiskShort low -> diskShort(low);
            case SandboxExit.Stopped stopped -> BuildOutcome.canceled();
            case SandboxExit.Failed failed ->
                isDiskFull() ? diskFull(null) : BuildOutcome.machineFailed(null, failed.reason(), "tell the operator");
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
                    "tell the operator to run aegis-agent store verify");
        }
        if (code == SIGNALED + SIGXFSZ) {
            return BuildOutcome.projectFailed(code, "the build wrote a file larger than allowed", "write less");
        }
        return BuildOutcome.projectFailed(
                code,
                output.firstError().orElse("idf.py ended with code " + code),
                "the log says more; mend the project and build again");
    }

    private BuildOutcome outOfMemory(int code) {
        return BuildOutcome.machineFailed(
                code,
                "the build needed more than its " + order.limits().group().memoryBytes() / (1024 * 1024)
                        + " MiB of memory, and the kernel ended a part of it",
                "ask for more memory, or for another machine");
    }

    private static BuildOutcome diskExceeded(SandboxExit.DiskExceeded exceeded) {
        return switch (exceeded.resource()) {
            case BYTES ->
                BuildOutcome.projectFailed(
                        null,
                        "the build wrote " + mebibytes(exceeded.used()) + " MB to disk, more than its limit of "
                                + mebibytes(exceeded.limit()) + " MB, and was ended",
                        "find what writes so much, change it, then run: espctl build; "
                                + "the operator of the build machine can raise AGENT_BUILD_DISK_MB");
            case FILES ->
                BuildOutcome.projectFailed(
                        null,
                        "the build created " + exceeded.used() + " files, more than its limit of " + exceeded.limit()
                                + " files, and was ended",
                        "find what creates so many files, change it, then run: espctl build; "
                                + "the operator of the build machine can raise AGENT_BUILD_FILES");
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

    /// A project may print what it likes, so the disk is asked too.
    private boolean isDiskFull() {
        return output.saysDiskFull() && order.workspace().all().freeBytes() < FULL_BELOW;
    }

    private long seconds() {
        return order.limits().wallTime().toSeconds();
    }
}
