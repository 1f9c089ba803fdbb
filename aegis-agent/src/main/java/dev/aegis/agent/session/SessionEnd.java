package dev.aegis.agent.session;

/// The result of a job on this machine.
public sealed interface SessionEnd {
    /// A session was opened and has ended.
    ///
    /// @param reason why it ended, for the log
    /// @param busySecs the time that builds ran in it, in seconds
    record Completed(String reason, double busySecs) implements SessionEnd {}

    /// This machine refused the session, or no link was established.
    ///
    /// @param code the code that a program compares, such as `grant_expired`
    /// @param reason for the user
    record Refused(String code, String reason) implements SessionEnd {}

    /// The build server ended the job before a session was open. No result is posted.
    record Abandoned(String reason) implements SessionEnd {}
}
