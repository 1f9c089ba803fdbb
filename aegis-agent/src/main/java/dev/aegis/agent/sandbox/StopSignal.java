package dev.aegis.agent.sandbox;

import java.util.ArrayList;
import java.util.List;

/// A signal that something must stop. It calls each listener once; further signals have no effect.
public final class StopSignal {
    private final List<Runnable> listeners = new ArrayList<>();
    private boolean stopped;

    public void stop() {
        List<Runnable> called;
        synchronized (listeners) {
            if (stopped) {
                return;
            }
            stopped = true;
            called = List.copyOf(listeners);
        }
        called.forEach(Runnable::run);
    }

    public boolean isStopped() {
        synchronized (listeners) {
            return stopped;
        }
    }

    /// Registers a listener. If the signal was given before, the listener is called at once. Closing the
    /// subscription removes the listener.
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
