package dev.aegis.espctl.builds;

import dev.aegis.espctl.connect.ConnectNews;
import dev.aegis.protocol.control.QueueStatus;

/// For a session whose making interests nobody.
public final class SilentNews implements ConnectNews {
    @Override
    public void queued(QueueStatus queue) {}

    @Override
    public void assigned(String agentId) {}

    @Override
    public void attemptFailed(int attempt, String reason) {}

    @Override
    public void newMachine(String agentId) {}

    @Override
    public void clockSkewed(String sentence) {}
}
