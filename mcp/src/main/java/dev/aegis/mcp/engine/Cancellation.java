package dev.aegis.mcp.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a call was canceled, and what a cancellation does.
final class Cancellation {
    private final List<Runnable> actions = new ArrayList<>();
    private @Nullable Thread thread;
    private boolean canceled;

    /// Sets the thread that a cancellation interrupts.
    synchronized void interrupts(Thread handler) {
        thread = handler;
    }

    void cancel() {
        List<Runnable> toRun;
        synchronized (this) {
            if (canceled) {
                return;
            }
            canceled = true;
            toRun = List.copyOf(actions);
            if (thread != null) {
                thread.interrupt();
            }
        }
        toRun.forEach(Runnable::run);
    }

    synchronized boolean isCanceled() {
        return canceled;
    }

    /// Runs the action at a cancellation, or at once if the call was canceled already.
    void runs(Runnable action) {
        synchronized (this) {
            if (!canceled) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }
}
