package dev.aegis.agent;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// The operator's request to stop. The first SIGTERM drains, the second one ends the program at once. Builds end with
/// it, and the next start ends their tasks.
final class StopRequest {
    private static final int BY_SIGTERM = 128 + 15;

    private final CountDownLatch wanted = new CountDownLatch(1);
    private final AtomicBoolean started = new AtomicBoolean();
    private final Thread starter = Thread.currentThread();

    static StopRequest onSignals() {
        StopRequest stopping = new StopRequest();
        StopSignals.listen(stopping::signalled);
        return stopping;
    }

    private synchronized void signalled() {
        if (wanted.getCount() == 0) {
            Runtime.getRuntime().halt(BY_SIGTERM);
        }
        wanted.countDown();
        if (!started.get()) {
            // The start may wait for the build server.
            starter.interrupt();
        }
    }

    /// Marks that the program takes jobs, so that a stop drains them.
    synchronized void started() {
        started.set(true);
    }

    boolean isWanted() {
        return wanted.getCount() == 0;
    }

    void await() throws InterruptedException {
        wanted.await();
    }
}
