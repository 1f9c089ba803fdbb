package dev.aegis.agent.sandbox;

import java.util.ArrayList;
import java.util.List;

/// Says once, to everyone who listens, that something must end. Saying it again does nothing.
public final class StopSignal {
    private final List<Runnable> listeners = new ArrayList<>();
    private boolean stopped;

    public void stop() {
        List<Runnable> told;
        synchronized (listeners) {
            if (stopped) {
                return;
            }
            stopped = true;
            told = List.copyOf(listeners);
        }
        told.forEach(Runnable::run);
    }

    public boolean isStopped() {
        synchronized (listeners) {
            return stopped;
        }
    }

    /// Calls `listener` at the stop; at once when that has been. Close the subscription when it does
    /// not matter any more.
    public Subscription onStop(Runnable listener) {
        boolean already;
        synchronized (listeners) {
            already = stopped;
            if (!already) {
                listeners.add(listener);
            }
        }
        if (already) {
            listener.run();
        }
        return () -> {
            synchronized (listeners) {
                listeners.remove(listener);
            }
        };
    }

    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
