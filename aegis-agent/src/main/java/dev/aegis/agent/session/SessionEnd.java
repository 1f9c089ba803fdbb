package dev.aegis.agent.session;

/// How a job ended on this machine.
public sealed interface SessionEnd {
    /// A session was opened and has ended.
    ///
    /// @param reason why it ended, for the log
    /// @param busySecs how long builds ran in it, in seconds
    record Completed(String reason, double busySecs) implements SessionEnd {}

    /// This machine would not open a session, or none came about.
    ///
    /// @param code what a program switches on, such as `grant_expired`
    /// @param reason one sentence for a person
    record Refused(String code, String reason) implements SessionEnd {}

    /// The build server ended the job before a session was open; there is nobody to tell.
    record Abandoned(String reason) implements SessionEnd {}
}
