package dev.aegis.agent.task;

import dev.aegis.protocol.session.Fault;

/// What became of a request to build.
public sealed interface Acceptance {
    /// @param attached the task was there already: the request was sent twice, or from a second session
    record Accepted(BuildTask task, boolean attached) implements Acceptance {}

    /// @param code `bad_task_id`, `bad_params`, `bad_target`, `no_such_version`, `no_such_target`,
    /// `draining`
    /// @param message one sentence for a person
    /// @param hint what to do next
    record Refused(String code, String message, String hint, Fault fault) implements Acceptance {}
}
