package dev.aegis.espctl.tasks;

/// The pause between two looks at the files of a task that another process writes. The processes share nothing but
/// these files, and a file system does not reliably notify of changes: those of a network file system that another
/// computer makes are never reported.
public final class FilePoll {
    private static final long PAUSE_MS = 200;

    private FilePoll() {}

    /// Waits until the next look. Ends at once when the thread is interrupted.
    public static void pause() throws InterruptedException {
        Thread.sleep(PAUSE_MS);
    }
}
