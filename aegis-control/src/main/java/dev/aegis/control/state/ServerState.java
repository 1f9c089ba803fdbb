package dev.aegis.control.state;

import java.util.Optional;

/// All state that requests and instances of the server share. Stored values decide; notifications are hints. Every
/// implementation passes one conformance suite.
public interface ServerState extends Jobs, Mailboxes, Machines, RateLimits, Reservations, AutoCloseable {
    /// Returns the reason why the state cannot be used, or nothing.
    Optional<String> failure();

    /// Ends all polls without a job. Later polls end at once.
    void endPolls();

    @Override
    void close();
}
