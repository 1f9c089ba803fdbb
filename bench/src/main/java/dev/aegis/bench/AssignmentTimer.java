package dev.aegis.bench;

import dev.aegis.espctl.connect.ConnectEvent;
import dev.aegis.espctl.connect.ConnectListener;

/// Records the time at which the client is notified that a machine took its job.
final class AssignmentTimer implements ConnectListener {
    private volatile long nanos;

    long nanos() {
        return nanos;
    }

    @Override
    public void on(ConnectEvent event) {
        switch (event) {
            case ConnectEvent.Assigned ignored -> nanos = System.nanoTime();
            case ConnectEvent.AttemptFailed failed ->
                throw new BenchException("attempt " + failed.attempt() + " to connect failed: " + failed.reason());
            case ConnectEvent.Queued ignored -> {}
            case ConnectEvent.NewMachine ignored -> {}
            case ConnectEvent.AskedAgain ignored -> {}
            case ConnectEvent.ClockSkewed ignored -> {}
        }
    }
}
