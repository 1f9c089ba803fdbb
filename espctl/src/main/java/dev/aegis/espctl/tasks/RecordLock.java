package dev.aegis.espctl.tasks;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/// The lock of one task's record, between processes and between the threads of this one.
final class RecordLock {
    /// A file lock belongs to the whole JVM, so its threads need a lock too. A change takes milliseconds: one lock for
    /// all records is enough.
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final Path file;

    /// @param file exists or is made
    RecordLock(Path file) {
        this.file = file;
    }

    interface Step<T> {
        T run() throws IOException;
    }

    /// Runs a step that may run again from its beginning. An interrupted thread completes the step first: the end of a
    /// build that was stopped must still be written.
    <T> T hold(Step<T> step) throws IOException {
        boolean interrupted = false;
        THREADS.lock();
        try {
            while (true) {
                interrupted |= Thread.interrupted();
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock held = channel.lock()) {
                    if (held.isValid()) {
                        return step.run();
                    }
                } catch (ClosedByInterruptException | FileLockInterruptionException stop) {
                    interrupted = true;
                }
            }
        } finally {
            THREADS.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
