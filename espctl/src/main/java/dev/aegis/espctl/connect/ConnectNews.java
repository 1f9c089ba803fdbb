package dev.aegis.espctl.connect;

import dev.aegis.protocol.control.QueueStatus;

/// Told of what happens until a session is open.
public interface ConnectNews {
    /// The job waits, or its place changed.
    void queued(QueueStatus queue);

    /// A machine took the job.
    void assigned(String agentId);

    /// A try to connect failed; another follows.
    void attemptFailed(int attempt, String reason);

    /// This machine was not met at this server before.
    void newMachine(String agentId);

    /// The clocks differ more than a grant allows for.
    void clockSkewed(String sentence);
}
