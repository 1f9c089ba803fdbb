package dev.aegis.protocol.grant;

/// What the machine makes of a grant.
public sealed interface GrantVerdict {
    record Accepted(Grant grant) implements GrantVerdict {}

    /// @param cause what a program switches on
    /// @param reason one sentence for a person
    record Refused(Refusal cause, String reason) implements GrantVerdict {}
}
