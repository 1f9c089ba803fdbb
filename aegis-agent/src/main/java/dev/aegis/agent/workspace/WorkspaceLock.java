package dev.aegis.agent.workspace;

import java.util.concurrent.atomic.AtomicBoolean;

/// The held lock of a workspace. Close it from any thread; a second close has no effect.
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
