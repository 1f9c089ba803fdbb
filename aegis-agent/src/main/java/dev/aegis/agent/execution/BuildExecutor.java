package dev.aegis.agent.execution;

import dev.aegis.agent.sandbox.StopSignal;

/// Executes one build. The layers for queueing and timing wrap the one that runs `idf.py`.
public interface BuildExecutor {
    /// Returns when the build has ended.
    BuildOutcome execute(BuildOrder order, BuildListener listener, StopSignal stop);
}
