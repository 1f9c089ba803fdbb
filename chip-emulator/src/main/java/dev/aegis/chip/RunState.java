package dev.aegis.chip;

import org.jspecify.annotations.Nullable;

/// Whether the run goes on, and the first event that stopped it.
final class RunState {
    private @Nullable StopReason stopReason;
    private Runnable endSlice = () -> {};

    /// @param action makes the core end its slice
    void onStop(Runnable action) {
        endSlice = action;
    }

    /// Stops the run. Only the first reason is kept.
    void stop(StopReason reason) {
        if (stopReason == null) {
            stopReason = reason;
        }
        endSlice.run();
    }

    boolean isStopped() {
        return stopReason != null;
    }

    StopReason reasonOr(StopReason fallback) {
        StopReason first = stopReason;
        return first == null ? fallback : first;
    }

    /// Continues a run that was stopped only because its text was sent.
    void resume() {
        if (stopReason instanceof StopReason.TextSeen) {
            stopReason = null;
        }
    }
}
