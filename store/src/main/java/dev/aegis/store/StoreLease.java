package dev.aegis.store;

/// While it is open, the version it was taken for is not removed.
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
