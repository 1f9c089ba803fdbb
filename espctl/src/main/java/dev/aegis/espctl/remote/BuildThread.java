package dev.aegis.espctl.remote;

/// The thread of one build. A cancellation interrupts it while the build runs, and never after it, when the thread may
/// have another build.
final class BuildThread {
    private final Thread thread = Thread.currentThread();
    private boolean interrupted;
    private boolean over;

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
        if (interrupted) {
            boolean _ = Thread.interrupted();
        }
    }
}
