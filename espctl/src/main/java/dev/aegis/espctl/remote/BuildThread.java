package dev.aegis.espctl.remote;

import java.time.Duration;

/// The thread of one build. A cancellation interrupts it while the build runs, and never after it, when the thread may
/// have another build.
final class BuildThread {
    private final Thread thread = Thread.currentThread();
    private boolean interrupted;
    private boolean over;

    /// Called from another thread. Interrupts the build unless it ends by itself within this time.
    synchronized void interruptAfter(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toMillis(); !over && left > 0; left = (until - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        interrupt();
    }

    /// Called from another thread.
    synchronized void interrupt() {
        if (!over) {
            interrupted = true;
            thread.interrupt();
        }
    }

    /// Called from the thread itself when the build is over. Clears an interruption that came too late to be noticed.
    synchronized void end() {
        over = true;
        notifyAll();
        if (interrupted) {
            boolean _ = Thread.interrupted();
        }
    }
}
