package dev.aegis.agent.sandbox;

/// Runs commands of a project, isolated from the machine. All code of a project runs in a sandbox.
public interface Sandbox {
    /// Runs a command and waits for its end. When this returns, no process of the command is left. An
    /// interrupt of the calling thread ends the command as `stop` does.
    ///
    /// @param sink receives each line, one at a time, from threads of the sandbox
    /// @param stop ends the command early
    SandboxExit run(SandboxCommand command, OutputSink sink, StopSignal stop);
}
