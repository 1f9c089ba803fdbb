package dev.aegis.agent.workspace;

import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// The lock of a workspace: one build or sync at a time, in order of arrival. It is in memory only.
final class ProjectLock {
    private final Semaphore turn = new Semaphore(1, true);
    private volatile String holder = "";

    /// @param waiting receives the purpose of the current holder if it must wait
    WorkspaceLock acquire(String purpose, Consumer<String> waiting) throws InterruptedException {
        if (!turn.tryAcquire()) {
            waiting.accept(holder);
            turn.acquire();
        }
        holder = purpose;
        return new WorkspaceLock(turn::release);
    }
}
