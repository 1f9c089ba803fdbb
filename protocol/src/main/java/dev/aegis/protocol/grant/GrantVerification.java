package dev.aegis.protocol.grant;

/// What the machine makes of a grant.
public sealed interface GrantVerification {
    record Accepted(Grant grant) implements GrantVerification {}

    /// @param cause what a program switches on
    /// @param reason one sentence for a person
    record Refused(RefusalCode cause, String reason) implements GrantVerification {}
}
