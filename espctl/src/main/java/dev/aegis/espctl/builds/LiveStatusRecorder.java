package dev.aegis.espctl.builds;

import dev.aegis.espctl.connect.ConnectEvent;
import dev.aegis.espctl.remote.BuildEvent;
import dev.aegis.espctl.remote.BuildListener;
import dev.aegis.espctl.tasks.LiveStatus;
import dev.aegis.espctl.tasks.TaskFolder;
import dev.aegis.protocol.control.QueueStatus;
import dev.aegis.protocol.session.Phase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes how far a build is, for other processes: each new phase at once, steps at most four times a second. Passes
/// all
/// events on.
public final class LiveStatusRecorder implements BuildListener {
    private static final long PAUSE_MS = 250;
    private static final String CONNECTING = "connecting";

    private final BuildListener next;
    private final TaskFolder task;
    private final Clock clock;
    private final List<LiveStatus.Time> times = new ArrayList<>();
    private String phase = CONNECTING;
    private long phaseSinceMs;
    private long writtenMs;
    private int done;
    private int total;
    private @Nullable QueueStatus queue;

    public LiveStatusRecorder(BuildListener next, TaskFolder task, Clock clock) {
        this.next = next;
        this.task = task;
        this.clock = clock;
        this.phaseSinceMs = clock.millis();
    }

    @Override
    public synchronized void on(BuildEvent event) {
        if (event instanceof BuildEvent.Connecting connecting) {
            connecting(connecting.event());
        } else if (event instanceof BuildEvent.UploadBegan) {
            enter(Phase.SYNCING.wire());
        } else if (event instanceof BuildEvent.PhaseEntered entered) {
            enter(entered.phase().wire());
        } else if (event instanceof BuildEvent.StepsDone steps) {
            count(steps);
        } else if (event instanceof BuildEvent.Downloading) {
            enter(Phase.TRANSFERRING.wire());
        }
        next.on(event);
    }

    private void connecting(ConnectEvent event) {
        if (event instanceof ConnectEvent.Queued queued) {
            queue = queued.queue();
            enter(Phase.QUEUED.wire());
        } else if (event instanceof ConnectEvent.Assigned || event instanceof ConnectEvent.AskedAgain) {
            enter(CONNECTING);
        }
    }

    private void count(BuildEvent.StepsDone steps) {
        done = steps.done();
        total = steps.total();
        if (clock.millis() - writtenMs >= PAUSE_MS) {
            write();
        }
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
        task.saveLive(new LiveStatus(phase, done, total, queue, times, phaseSinceMs));
    }
}
