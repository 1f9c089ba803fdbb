package dev.aegis.store;

/// Keeps a version and its tools from being removed until it is closed.
public final class StoreLease implements AutoCloseable {
    private final Runnable release;
    private boolean closed;

    StoreLease(Runnable release) {
        this.release = release;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            release.run();
        }
    }
}
