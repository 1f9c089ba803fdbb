package dev.aegis.espctl.remote;

import dev.aegis.espctl.tasks.LogLine;
import dev.aegis.espctl.tasks.TaskLog;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.firmware.errors.BuildReport;
import dev.aegis.firmware.errors.log.BuildLogReader;
import dev.aegis.peer.LinkException;
import dev.aegis.protocol.session.TaskEvent;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Records a task: each log line as it arrives, and the record at each change. Keeps the sequence number of the last
/// event, so that no event is recorded twice or left out.
final class TaskRecorder implements AutoCloseable {
    /// What the machine says when it does not continue from its last build of this project.
    private static final Pattern REBUILT =
            Pattern.compile("build/ was removed and everything is compiled again: |CMake runs again: ");

    private final TaskStore store;
    private final BuildListener listener;
    private final TaskLog.Writer log;
    private BuildLogReader errors = new BuildLogReader(BuildLogReader.SANDBOX_ROOT);
    private TaskRecord record;
    private long lastSeq;

    /// The number of the last event of the machines before this one.
    private long earlier;

    TaskRecorder(TaskStore store, TaskRecord record, BuildListener listener) {
        this.store = store;
        this.listener = listener;
        this.record = store.begin(record);
        this.log = store.folder(record.taskId()).log().write();
    }

    TaskRecord record() {
        return record;
    }

    long lastSeq() {
        return lastSeq;
    }

    /// Another machine takes the task up and counts its events from 1. The log goes on.
    void startsOver() {
        earlier += lastSeq;
        lastSeq = 0;
        errors = new BuildLogReader(BuildLogReader.SANDBOX_ROOT);
    }

    BuildReport errors() {
        return errors.report();
    }

    void change(UnaryOperator<TaskRecord> change) {
        record = store.change(record.taskId(), stored -> change.apply(stored.withLastSeq(lastSeq)));
    }

    /// @return the end of the task, if it is among these events
    /// @throws LinkException when events are missing between the last one and these
    TaskEvent.@Nullable Finished take(List<TaskEvent> events) throws LinkException {
        TaskEvent.Finished end = null;
        for (TaskEvent event : events) {
            if (event.seq() <= lastSeq) {
                continue;
            }
            if (event.seq() != lastSeq + 1) {
                throw new LinkException("protocol_error", "event " + event.seq() + " came after event " + lastSeq);
            }
            lastSeq = event.seq();
            if (event instanceof TaskEvent.Finished finished) {
                end = finished;
            } else {
                take(event);
            }
        }
        log.flush();
        return end;
    }

    private void take(TaskEvent event) {
        if (event instanceof TaskEvent.Log line) {
            LogLine kept = new LogLine(earlier + line.seq(), line.tsMs(), line.stream(), line.text());
            log.line(kept);
            if (!line.stream().equals("agent")) {
                errors.line(line.text());
            } else if (REBUILT.matcher(line.text()).lookingAt()) {
                change(task -> task.withRebuilt(line.text()));
            }
            listener.on(new BuildEvent.Logged(kept));
        } else if (event instanceof TaskEvent.PhaseEntered entered) {
            change(task -> task.entered(entered.phase()));
            listener.on(new BuildEvent.PhaseEntered(entered.phase()));
        } else if (event instanceof TaskEvent.Progress progress) {
            listener.on(new BuildEvent.StepsDone(progress.done(), progress.total()));
        }
    }

    @Override
    public void close() {
        log.close();
    }
}
