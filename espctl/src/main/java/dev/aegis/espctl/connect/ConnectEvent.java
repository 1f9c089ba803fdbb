package dev.aegis.espctl.connect;

import dev.aegis.protocol.control.QueueStatus;

/// An event on the way to an open session.
public sealed interface ConnectEvent {
    /// The job waits, or its place in the queue has changed.
    record Queued(QueueStatus queue) implements ConnectEvent {}

    /// A machine took the job.
    record Assigned(String agentId) implements ConnectEvent {}

    /// An attempt to connect failed; another one follows.
    record AttemptFailed(int attempt, String reason) implements ConnectEvent {}

    /// The build server has lost the job, such as by a restart; the client asks for a new permission by itself.
    record AskedAgain(String reason) implements ConnectEvent {}

    /// The first session with this machine at this build server.
    record NewMachine(String agentId) implements ConnectEvent {}

    /// The clocks differ by more than a grant allows.
    record ClockSkewed(String sentence) implements ConnectEvent {}
}
