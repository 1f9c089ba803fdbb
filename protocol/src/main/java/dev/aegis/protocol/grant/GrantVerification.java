package dev.aegis.protocol.grant;

/// The result of the verification of a grant by a machine.
public sealed interface GrantVerification {
    record Accepted(Grant grant) implements GrantVerification {}

    /// @param cause code for programs
    /// @param reason one sentence for the user
    record Refused(RefusalCode cause, String reason) implements GrantVerification {}
}
