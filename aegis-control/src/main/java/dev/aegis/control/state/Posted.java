package dev.aegis.control.state;

/// What came of a message.
public sealed interface Posted {
    /// @param id counts from 1 within the mailbox
    record Kept(long id) implements Posted {}

    record MailboxFull() implements Posted {}

    record JobEnded() implements Posted {}

    record NoSuchJob() implements Posted {}
}
