package dev.aegis.espctl.pack;

import dev.aegis.espctl.remote.BuildEvent;
import dev.aegis.espctl.remote.BuildListener;
import dev.aegis.espctl.tasks.LogLine;
import dev.aegis.espctl.tasks.TaskLog;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskStore;

/// Writes the progress of a bootloader's build into the task of the program that needs it. Passes all events on.
final class PackRecorder implements BuildListener, AutoCloseable {
    private final BuildListener next;
    private final TaskStore tasks;
    private final String taskId;
    private final TaskLog.Writer log;

    PackRecorder(BuildListener next, TaskStore tasks, TaskRecord record) {
        this.next = next;
        this.tasks = tasks;
        this.taskId = record.taskId();
        tasks.begin(record);
        this.log = tasks.folder(taskId).log().write();
    }

    @Override
    public void on(BuildEvent event) {
        switch (event) {
            case BuildEvent.Connected connected ->
                tasks.change(
                        taskId,
                        task -> task.connected(
                                connected.agentId(), connected.path().relayed()));
            case BuildEvent.PhaseEntered entered -> tasks.change(taskId, task -> task.entered(entered.phase()));
            case BuildEvent.Logged logged -> write(logged.line());
            case BuildEvent.Connecting ignored -> {}
            case BuildEvent.UploadBegan ignored -> {}
            case BuildEvent.Uploaded ignored -> {}
            case BuildEvent.Synced ignored -> {}
            case BuildEvent.StepsDone ignored -> {}
            case BuildEvent.ConnectionLost ignored -> {}
            case BuildEvent.Reattached ignored -> {}
            case BuildEvent.Downloading ignored -> {}
            case BuildEvent.Note ignored -> {}
        }
        next.on(event);
    }

    private void write(LogLine line) {
        log.line(line);
        log.flush();
    }

    @Override
    public void close() {
        log.close();
    }
}
