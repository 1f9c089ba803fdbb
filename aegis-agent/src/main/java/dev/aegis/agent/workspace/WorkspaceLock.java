package dev.aegis.agent.workspace;

import java.util.concurrent.atomic.AtomicBoolean;

/// The right to change a workspace. Close it, from any thread; closing twice is harmless.
public final class WorkspaceLock implements AutoCloseable {
    private final AtomicBoolean held = new AtomicBoolean(true);
    private final Runnable release;

    WorkspaceLock(Runnable release) {
        this.release = release;
    }

    @Override
    public void close() {
        if (held.getAndSet(false)) {
            release.run();
        }
    }
}
