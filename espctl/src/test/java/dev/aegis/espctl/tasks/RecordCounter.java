package dev.aegis.espctl.tasks;

import java.nio.file.Path;

/// Counts up in a task's record, in a process of its own.
final class RecordCounter {
    static final int TIMES = 300;

    private RecordCounter() {}

    /// @param arguments the state folder and the task
    public static void main(String[] arguments) {
        count(new TaskStore(Path.of(arguments[0])), arguments[1]);
    }

    static void count(TaskStore store, String taskId) {
        for (int times = 0; times < TIMES; times++) {
            store.change(taskId, task -> task.withLastSeq(task.progress().lastSeq() + 1));
        }
    }
}
