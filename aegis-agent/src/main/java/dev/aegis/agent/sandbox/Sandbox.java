package dev.aegis.agent.sandbox;

/// The one way to run what a project brings along.
public interface Sandbox {
    /// Runs a command to its end. Blocks; whatever the end, no process of the command is left when this
    /// returns. An interrupt of the calling thread ends the command like `stop` does.
    ///
    /// @param sink is told each line, one at a time, from threads of the sandbox
    /// @param stop ends the command early
    SandboxExit run(SandboxCommand command, OutputSink sink, StopSignal stop);
}
