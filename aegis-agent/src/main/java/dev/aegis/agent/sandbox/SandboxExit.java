package dev.aegis.agent.sandbox;

import dev.aegis.agent.sandbox.disk.DiskBreach;
import dev.aegis.agent.sandbox.disk.DiskResource;
import java.time.Duration;

/// The end of a sandboxed command.
public sealed interface SandboxExit {
    /// The command ended by itself. A code above 128 means that signal `code - 128` ended it.
    record Exited(int code) implements SandboxExit {}

    /// The command failed after the kernel had killed one of its processes at the memory limit.
    record OutOfMemory(int code, long limitBytes) implements SandboxExit {}

    /// The wall time was over.
    record TimedOut(Duration limit) implements SandboxExit {}

    /// The command printed more than it may.
    record LogFlooded(long limitBytes) implements SandboxExit {}

    /// The build, with all its commands, wrote more to disk than it may.
    ///
    /// @param used bytes or files by which its directories grew
    record DiskExceeded(DiskResource resource, long used, long limit) implements SandboxExit {}

    /// The file system came near the machine's reserve, and this command was ended although it kept its
    /// own limits.
    ///
    /// @param free free bytes or inodes
    /// @param needed the least that must be free while builds run
    /// @param grown bytes or files by which the build grew; 0 if it had not started
    record DiskShort(DiskResource resource, long free, long needed, long grown) implements SandboxExit {}

    /// `StopSignal` ended the command.
    record Stopped() implements SandboxExit {}

    /// The command did not start, or its end is unknown, because of a fault of the machine.
    record Failed(String reason) implements SandboxExit {}

    static SandboxExit of(DiskBreach breach) {
        return switch (breach) {
            case DiskBreach.OverLimit over -> new DiskExceeded(over.resource(), over.used(), over.limit());
            case DiskBreach.ReserveReached low -> new DiskShort(low.resource(), low.free(), low.needed(), low.grown());
        };
    }
}
