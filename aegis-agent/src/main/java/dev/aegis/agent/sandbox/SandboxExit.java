package dev.aegis.agent.sandbox;

import java.time.Duration;

/// How a sandboxed command ended.
public sealed interface SandboxExit {
    /// It ran to its end. 128 and more: it died of the signal `code - 128`.
    record Exited(int code) implements SandboxExit {}

    /// It failed after the kernel had killed one of its processes for want of memory.
    record OutOfMemory(int code, long limitBytes) implements SandboxExit {}

    record TimedOut(Duration limit) implements SandboxExit {}

    /// It printed more than it may.
    record LogFlooded(long limitBytes) implements SandboxExit {}

    /// `StopSignal` ended it.
    record Stopped() implements SandboxExit {}

    /// The command never ran, or was not watched to its end: the machine's fault.
    record Failed(String reason) implements SandboxExit {}
}
