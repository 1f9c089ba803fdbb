package dev.aegis.bench;

import dev.aegis.espctl.connect.ConnectNews;
import dev.aegis.protocol.control.QueueStatus;

/// Notes when the client hears that a machine took its job.
final class AssignedAt implements ConnectNews {
    private volatile long nanos;

    long nanos() {
        return nanos;
    }

    @Override
    public void queued(QueueStatus queue) {}

    @Override
    public void assigned(String agentId) {
        nanos = System.nanoTime();
    }

    @Override
    public void attemptFailed(int attempt, String reason) {
        throw new BenchException("attempt " + attempt + " to connect failed: " + reason);
    }

    @Override
    public void newMachine(String agentId) {}

    @Override
    public void clockSkewed(String sentence) {}
}
