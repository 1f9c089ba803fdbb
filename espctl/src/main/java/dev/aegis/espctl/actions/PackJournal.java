package dev.aegis.espctl.actions;

import dev.aegis.espctl.build.BuildListener;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.tasks.LogLine;
import dev.aegis.espctl.tasks.TaskChange;
import dev.aegis.espctl.tasks.TaskLog;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.peer.LinkPath;
import dev.aegis.protocol.control.QueueNews;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.Phase;
import java.io.IOException;
import java.util.function.UnaryOperator;

/// Passes on how a bootloader's build goes, and writes it down for the program's own task.
final class PackJournal implements BuildListener, AutoCloseable {
    private final BuildListener next;
    private final TaskStore tasks;
    private final TaskLog.Writer log;
    private TaskRecord record;

    PackJournal(BuildListener next, TaskStore tasks, TaskRecord record) {
        this.next = next;
        this.tasks = tasks;
        this.record = record;
        tasks.save(record);
        try {
            this.log = tasks.log(record.taskId()).write();
        } catch (IOException broken) {
            throw unwritable(broken);
        }
    }

    synchronized TaskRecord record() {
        return record;
    }

    synchronized void change(UnaryOperator<TaskChange> change) {
        record = change.apply(record.change()).record();
        tasks.save(record);
    }

    @Override
    public void queued(QueueNews news) {
        next.queued(news);
    }

    @Override
    public void assigned(String agentId) {
        next.assigned(agentId);
    }

    @Override
    public void attemptFailed(int attempt, String reason) {
        next.attemptFailed(attempt, reason);
    }

    @Override
    public void newMachine(String agentId) {
        next.newMachine(agentId);
    }

    @Override
    public void clockSkewed(String sentence) {
        next.clockSkewed(sentence);
    }

    @Override
    public void connected(String agentId, LinkPath path) {
        change(now -> now.running().machine(agentId, path.relayed() ? "relay" : "direct"));
        next.connected(agentId, path);
    }

    @Override
    public void uploadBegins(int files, long bytes) {
        next.uploadBegins(files, bytes);
    }

    @Override
    public void uploaded(long doneBytes, long totalBytes) {
        next.uploaded(doneBytes, totalBytes);
    }

    @Override
    public void synced(MachineMessage.SyncDone synced) {
        next.synced(synced);
    }

    @Override
    public void phase(Phase entered) {
        change(now -> now.phase(entered));
        next.phase(entered);
    }

    @Override
    public void progress(int done, int total) {
        next.progress(done, total);
    }

    @Override
    public void log(LogLine line) {
        try {
            log.line(line);
            log.flush();
        } catch (IOException broken) {
            throw unwritable(broken);
        }
        next.log(line);
    }

    @Override
    public void connectionLost(String reason) {
        next.connectionLost(reason);
    }

    @Override
    public void reattached() {
        next.reattached();
    }

    @Override
    public void downloading(String path, long doneBytes, long totalBytes) {
        next.downloading(path, doneBytes, totalBytes);
    }

    @Override
    public void note(String sentence) {
        next.note(sentence);
    }

    @Override
    public void close() {
        try {
            log.close();
        } catch (IOException broken) {
            throw unwritable(broken);
        }
    }

    private Failure unwritable(IOException broken) {
        return new Failure(
                ExitCode.FAILED,
                "state_unwritable",
                "cannot write the task's log: " + broken,
                "see that " + tasks.logFile(record.taskId()) + " is yours and the disk has room",
                broken);
    }
}
