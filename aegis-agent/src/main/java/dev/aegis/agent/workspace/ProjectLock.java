package dev.aegis.agent.workspace;

import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// One build or sync at a time in a workspace, in the order of their coming. Held in memory only: with
/// the agent it is gone.
final class ProjectLock {
    private final Semaphore turn = new Semaphore(1, true);
    private volatile String holder = "";

    /// @param waiting is told who is in the way, when somebody is
    WorkspaceLock acquire(String purpose, Consumer<String> waiting) throws InterruptedException {
        if (!turn.tryAcquire()) {
            waiting.accept(holder);
            turn.acquire();
        }
        holder = purpose;
        return new WorkspaceLock(turn::release);
    }
}
