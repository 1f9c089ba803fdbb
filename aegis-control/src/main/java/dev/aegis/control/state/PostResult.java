package dev.aegis.control.state;

/// Result of `post`.
public sealed interface PostResult {
    /// @param id counts from 1 within the mailbox
    record Kept(long id) implements PostResult {}

    record MailboxFull() implements PostResult {}

    record JobEnded() implements PostResult {}

    record NoSuchJob() implements PostResult {}
}
