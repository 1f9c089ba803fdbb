package dev.aegis.agent.task;

import dev.aegis.protocol.session.Fault;

/// The result of a request to build.
public sealed interface Acceptance {
    /// @param attached whether the task existed already: the request was sent twice, or by a second session
    record Accepted(BuildTask task, boolean attached) implements Acceptance {}

    /// @param code `bad_task_id`, `bad_params`, `bad_target`, `no_such_version`, `no_such_target`,
    /// `draining`
    /// @param message for the user
    /// @param hint the next step
    record Refused(String code, String message, String hint, Fault fault) implements Acceptance {}
}
