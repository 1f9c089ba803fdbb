package dev.aegis.control.state;

import java.util.Optional;

/// Everything that is shared between requests, and between instances of the server. The rows are the truth;
/// notifications are hints. Every implementation passes one conformance suite.
public interface ServerState extends Jobs, Mailboxes, Machines, RateLimits, Reservations, AutoCloseable {
    /// What keeps the state from serving; nothing when all is well.
    Optional<String> failure();

    /// Ends all polls without a job, and lets none wait from now on.
    void endPolls();

    @Override
    void close();
}
