package dev.aegis.espctl.remote;

import dev.aegis.espctl.connect.ConnectEvent;
import dev.aegis.espctl.connect.MachineSession;
import dev.aegis.protocol.session.Phase;
import dev.aegis.protocol.session.TaskResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Times and transferred bytes of one build, over all of its connections.
final class BuildStatistics {
    private long uploaded;
    private long downloaded;
    private long connecting;
    private long queued;
    private long queuedSince;
    private @Nullable MachineSession counted;
    private long syncing;
    private long downloading;
    private long mark;

    void connectBegins() {
        mark = System.nanoTime();
    }

    /// Only the first connection counts as connecting; later ones happen while the build goes on.
    void connected() {
        leaveQueue();
        connecting = connecting == 0 ? System.nanoTime() - mark - queued : connecting;
    }

    /// The time in the build server's queue is not one of connecting.
    void heard(ConnectEvent event) {
        if (event instanceof ConnectEvent.Queued && queuedSince == 0) {
            queuedSince = System.nanoTime();
        } else if (event instanceof ConnectEvent.Assigned) {
            leaveQueue();
        }
    }

    private void leaveQueue() {
        if (queuedSince != 0) {
            queued += System.nanoTime() - queuedSince;
            queuedSince = 0;
        }
    }

    /// The machine has told what it lacks; until then, another build may have used the workspace.
    void needed() {
        long now = System.nanoTime();
        queued += now - mark;
        mark = now;
    }

    void syncBegins() {
        mark = System.nanoTime();
    }

    void synced() {
        syncing += System.nanoTime() - mark;
    }

    void downloadBegins() {
        mark = System.nanoTime();
    }

    void downloaded() {
        downloading += System.nanoTime() - mark;
    }

    /// A session is over.
    void add(MachineSession session) {
        if (session != counted) {
            counted = session;
            uploaded += session.sentBytes();
        }
    }

    void fetched(long bytes) {
        downloaded += bytes;
    }

    long uploadedBytes() {
        return uploaded;
    }

    long downloadedBytes() {
        return downloaded;
    }

    /// The times measured here, around those that the machine reports.
    List<BuildEnd.Time> times(TaskResult told) {
        List<BuildEnd.Time> times = new ArrayList<>();
        times.add(new BuildEnd.Time("connecting", millis(connecting)));
        times.add(new BuildEnd.Time("syncing", millis(syncing)));
        times.add(new BuildEnd.Time("queued", millis(queued) + millis(told, Phase.QUEUED)));
        for (TaskResult.PhaseTime phase : told.phases()) {
            switch (phase.phase()) {
                case QUEUED, SYNCING, TRANSFERRING -> {}
                case CONFIGURING, COMPILING, LINKING, PACKAGING ->
                    times.add(new BuildEnd.Time(phase.phase().wire(), phase.millis()));
            }
        }
        times.add(new BuildEnd.Time("transferring", millis(downloading)));
        return times;
    }

    private static long millis(TaskResult told, Phase wanted) {
        return told.phases().stream()
                .filter(phase -> phase.phase() == wanted)
                .mapToLong(TaskResult.PhaseTime::millis)
                .sum();
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }
}
