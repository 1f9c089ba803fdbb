package dev.aegis.espctl.history;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.tasks.FilePoll;
import dev.aegis.espctl.tasks.LogLine;
import dev.aegis.espctl.tasks.TaskLog;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskStore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The log of a task as it grows, until the task is over.
public final class FollowLog {
    private static final int AT_ONCE = 10_000;

    private final TaskStore tasks;

    public FollowLog(Context context) {
        this.tasks = context.tasks();
    }

    /// @param name a task id or a short name
    /// @param lines how many of the present lines come first
    /// @param sinceSeq in place of `lines`: all after this number
    /// @param reader receives each line once, in order
    /// @return the task, over
    public TaskRecord run(String name, int lines, @Nullable Long sinceSeq, Consumer<LogLine> reader)
            throws InterruptedException {
        String taskId = tasks.find(name).taskId();
        TaskLog log = tasks.folder(taskId).log();
        long seen = sinceSeq == null ? begin(log, lines, reader) : sinceSeq;
        while (true) {
            // The end is looked up before the log, because the last lines are written before the end.
            TaskRecord task = tasks.find(taskId);
            TaskLog.Page page = log.page(AT_ONCE, seen);
            seen = read(page, reader);
            if (task.state().isOver() && !page.more()) {
                return task;
            }
            if (page.lines().isEmpty()) {
                FilePoll.pause();
            }
        }
    }

    private static long begin(TaskLog log, int lines, Consumer<LogLine> reader) {
        return lines == 0 ? log.page(1, null).nextSeq() : read(log.page(lines, null), reader);
    }

    private static long read(TaskLog.Page page, Consumer<LogLine> reader) {
        page.lines().forEach(reader);
        return page.nextSeq();
    }
}
