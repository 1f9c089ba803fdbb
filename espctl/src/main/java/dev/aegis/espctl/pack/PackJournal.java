package dev.aegis.espctl.pack;

import dev.aegis.espctl.remote.BuildListener;
import dev.aegis.espctl.remote.PassingListener;
import dev.aegis.espctl.tasks.LogLine;
import dev.aegis.espctl.tasks.TaskChange;
import dev.aegis.espctl.tasks.TaskLog;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.peer.LinkPath;
import dev.aegis.protocol.session.Phase;
import java.util.function.UnaryOperator;

/// Passes on how a bootloader's build goes, and writes it down for the program's own task.
final class PackJournal extends PassingListener implements AutoCloseable {
    private final TaskStore tasks;
    private final TaskLog.Writer log;
    private TaskRecord record;

    PackJournal(BuildListener next, TaskStore tasks, TaskRecord record) {
        super(next);
        this.tasks = tasks;
        this.record = record;
        tasks.save(record);
        this.log = tasks.log(record.taskId()).write();
    }

    synchronized TaskRecord record() {
        return record;
    }

    synchronized void change(UnaryOperator<TaskChange> change) {
        record = change.apply(record.change()).record();
        tasks.save(record);
    }

    @Override
    public void connected(String agentId, LinkPath path) {
        change(now -> now.running().machine(agentId, path.relayed() ? "relay" : "direct"));
        super.connected(agentId, path);
    }

    @Override
    public void phase(Phase entered) {
        change(now -> now.phase(entered));
        super.phase(entered);
    }

    @Override
    public void log(LogLine line) {
        log.line(line);
        log.flush();
        super.log(line);
    }

    @Override
    public void close() {
        log.close();
    }
}
