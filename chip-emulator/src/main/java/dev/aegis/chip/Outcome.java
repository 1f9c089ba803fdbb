package dev.aegis.chip;

import org.jspecify.annotations.Nullable;

/// Records the first event that ends a run.
final class Outcome {
    private @Nullable Ending ending;
    private Runnable interruptCore = () -> {};

    /// @param stopSlice makes the core stop soon
    void stopsWith(Runnable stopSlice) {
        interruptCore = stopSlice;
    }

    void end(Ending reason) {
        if (ending == null) {
            ending = reason;
        }
        interruptCore.run();
    }

    boolean isOver() {
        return ending != null;
    }

    Ending orElse(Ending otherwise) {
        Ending reached = ending;
        return reached == null ? otherwise : reached;
    }

    /// A run that only saw its text can go on.
    void resume() {
        if (ending instanceof Ending.TextSeen) {
            ending = null;
        }
    }
}
