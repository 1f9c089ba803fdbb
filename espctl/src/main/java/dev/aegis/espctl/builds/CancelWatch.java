package dev.aegis.espctl.builds;

import dev.aegis.espctl.tasks.FilePoll;
import dev.aegis.espctl.tasks.TaskFolder;
import java.util.List;

/// Cancels a build when another process asks for it, in whatever the build waits for. The request is a file of the
/// task, so that it reaches one of several builds of a process.
final class CancelWatch implements AutoCloseable {
    private final Thread thread;

    /// @param tasks a request in one of them cancels the build
    CancelWatch(List<TaskFolder> tasks, Runnable cancel) {
        this.thread = Thread.ofVirtual().name("cancel-watch").start(() -> watch(tasks, cancel));
    }

    private static void watch(List<TaskFolder> tasks, Runnable cancel) {
        try {
            while (tasks.stream().noneMatch(TaskFolder::isCancelRequested)) {
                FilePoll.pause();
            }
            cancel.run();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
