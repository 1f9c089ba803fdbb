package dev.aegis.espctl.remote;

import dev.aegis.espctl.tasks.LogLine;
import dev.aegis.peer.LinkPath;
import dev.aegis.protocol.control.QueueStatus;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.Phase;

/// Passes everything on to another listener. Begin here to add something to a few of the turns.
public abstract class PassingListener implements BuildListener {
    private final BuildListener next;

    protected PassingListener(BuildListener next) {
        this.next = next;
    }

    @Override
    public void queued(QueueStatus news) {
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
    public void synced(MachineMessage.SyncDone done) {
        next.synced(done);
    }

    @Override
    public void phase(Phase phase) {
        next.phase(phase);
    }

    @Override
    public void progress(int done, int total) {
        next.progress(done, total);
    }

    @Override
    public void log(LogLine line) {
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
}
