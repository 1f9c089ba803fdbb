package dev.aegis.control.state;

/// A message in a mailbox.
///
/// @param id counts up within the mailbox, without gaps
/// @param type the type of the `SignalingEvent`
/// @param json the event
public record MailboxMessage(long id, String type, String json) {}
