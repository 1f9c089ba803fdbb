package dev.aegis.espctl.remote;

import dev.aegis.espctl.connect.MachineSession;
import dev.aegis.peer.LinkException;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.session.TaskResult;
import java.util.ArrayList;
import java.util.List;

/// Times and transferred bytes of one build, over all of its connections.
final class BuildStatistics {
    private long uploaded;
    private long downloaded;
    private long connecting;
    private long syncing;
    private long downloading;
    private long mark;

    void connectBegins() {
        mark = System.nanoTime();
    }

    /// Only the first connection counts as connecting; later ones happen while the build goes on.
    void connected() {
        connecting = connecting == 0 ? System.nanoTime() - mark : connecting;
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
        try {
            uploaded += session.channel(ChannelName.ESPCTL).stats().sentBytes();
        } catch (LinkException closed) {
            // Its bytes are unknown; the sum is then too small.
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
        for (TaskResult.PhaseTime phase : told.phases()) {
            switch (phase.phase()) {
                case SYNCING, TRANSFERRING -> {}
                case QUEUED, CONFIGURING, COMPILING, LINKING, PACKAGING ->
                    times.add(new BuildEnd.Time(phase.phase().wire(), phase.millis()));
            }
        }
        times.add(new BuildEnd.Time("transferring", millis(downloading)));
        return times;
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }
}
