package dev.aegis.agent;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// From the first SIGTERM to the end: the first one drains, the second one ends the program where it
/// stands. Builds die with it by themselves, and the next start finishes their tasks.
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
            // It may be waiting for a build server that is away.
            starter.interrupt();
        }
    }

    /// The program takes jobs now, so that a stop is a drain.
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
