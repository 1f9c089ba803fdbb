package dev.aegis.espctl.actions;

import dev.aegis.espctl.build.BuildListener;
import dev.aegis.espctl.tasks.LiveStatus;
import dev.aegis.espctl.tasks.LogLine;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.peer.LinkPath;
import dev.aegis.protocol.control.QueueNews;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.Phase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Passes everything on, and writes down how far the build is: each turn at once, each step at most four times a
/// second.
final class LiveRecorder implements BuildListener {
    private static final long PAUSE_MS = 250;
    private static final String CONNECTING = "connecting";

    private final BuildListener next;
    private final TaskStore tasks;
    private final String taskId;
    private final Clock clock;
    private final List<LiveStatus.Time> times = new ArrayList<>();
    private String phase = CONNECTING;
    private long phaseSinceMs;
    private long writtenMs;
    private int done;
    private int total;
    private @Nullable QueueNews queue;

    LiveRecorder(BuildListener next, TaskStore tasks, String taskId, Clock clock) {
        this.next = next;
        this.tasks = tasks;
        this.taskId = taskId;
        this.clock = clock;
        this.phaseSinceMs = clock.millis();
    }

    @Override
    public synchronized void queued(QueueNews news) {
        queue = news;
        enter(Phase.QUEUED.wire());
        next.queued(news);
    }

    @Override
    public synchronized void assigned(String agentId) {
        enter(CONNECTING);
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
    public synchronized void uploadBegins(int files, long bytes) {
        enter(Phase.SYNCING.wire());
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
    public synchronized void phase(Phase entered) {
        enter(entered.wire());
        next.phase(entered);
    }

    @Override
    public synchronized void progress(int stepsDone, int stepsTotal) {
        done = stepsDone;
        total = stepsTotal;
        if (clock.millis() - writtenMs >= PAUSE_MS) {
            write();
        }
        next.progress(stepsDone, stepsTotal);
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
    public synchronized void downloading(String path, long doneBytes, long totalBytes) {
        enter(Phase.TRANSFERRING.wire());
        next.downloading(path, doneBytes, totalBytes);
    }

    @Override
    public void note(String sentence) {
        next.note(sentence);
    }

    private void enter(String entered) {
        boolean queued = entered.equals(Phase.QUEUED.wire());
        if (entered.equals(phase) && !queued) {
            return;
        }
        long now = clock.millis();
        if (!entered.equals(phase)) {
            times.add(new LiveStatus.Time(phase, now - phaseSinceMs));
            phase = entered;
            phaseSinceMs = now;
            done = 0;
            total = 0;
        }
        if (!queued) {
            queue = null;
        }
        write();
    }

    private void write() {
        writtenMs = clock.millis();
        tasks.saveLive(taskId, new LiveStatus(phase, done, total, queue, times, phaseSinceMs));
    }
}
