package dev.aegis.agent.execution;

import dev.aegis.agent.sandbox.StopSignal;

/// Carries out one build. Queueing, timing and recording are layers around the one that runs `idf.py`.
public interface BuildExecutor {
    /// Blocks until the build is over.
    BuildOutcome execute(BuildOrder order, BuildListener listener, StopSignal stop);
}
