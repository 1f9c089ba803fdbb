package dev.aegis.espctl.builds;

import dev.aegis.espctl.remote.BuildListener;
import dev.aegis.espctl.remote.PassingListener;
import dev.aegis.espctl.tasks.LiveStatus;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.protocol.control.QueueStatus;
import dev.aegis.protocol.session.Phase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Passes everything on, and writes down how far the build is: each turn at once, each step at most four times a
/// second.
public final class LiveRecorder extends PassingListener {
    private static final long PAUSE_MS = 250;
    private static final String CONNECTING = "connecting";

    private final TaskStore tasks;
    private final String taskId;
    private final Clock clock;
    private final List<LiveStatus.Time> times = new ArrayList<>();
    private String phase = CONNECTING;
    private long phaseSinceMs;
    private long writtenMs;
    private int done;
    private int total;
    private @Nullable QueueStatus queue;

    public LiveRecorder(BuildListener next, TaskStore tasks, String taskId, Clock clock) {
        super(next);
        this.tasks = tasks;
        this.taskId = taskId;
        this.clock = clock;
        this.phaseSinceMs = clock.millis();
    }

    @Override
    public synchronized void queued(QueueStatus news) {
        queue = news;
        enter(Phase.QUEUED.wire());
        super.queued(news);
    }

    @Override
    public synchronized void assigned(String agentId) {
        enter(CONNECTING);
        super.assigned(agentId);
    }

    @Override
    public synchronized void uploadBegins(int files, long bytes) {
        enter(Phase.SYNCING.wire());
        super.uploadBegins(files, bytes);
    }

    @Override
    public synchronized void phase(Phase entered) {
        enter(entered.wire());
        super.phase(entered);
    }

    @Override
    public synchronized void progress(int stepsDone, int stepsTotal) {
        done = stepsDone;
        total = stepsTotal;
        if (clock.millis() - writtenMs >= PAUSE_MS) {
            write();
        }
        super.progress(stepsDone, stepsTotal);
    }

    @Override
    public synchronized void downloading(String path, long doneBytes, long totalBytes) {
        enter(Phase.TRANSFERRING.wire());
        super.downloading(path, doneBytes, totalBytes);
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
