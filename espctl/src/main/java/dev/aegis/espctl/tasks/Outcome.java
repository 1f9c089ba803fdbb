package dev.aegis.espctl.tasks;

import dev.aegis.firmware.errors.BuildReport;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.TaskResult;
import org.jspecify.annotations.Nullable;

/// How a task ended. Everything is absent before the end.
///
/// @param result the machine's report; absent when the task ended without one
/// @param fault whose fault a failure is
/// @param reason why it failed, one sentence
/// @param hint the next step for the user
/// @param errors the decisive errors of the log; absent unless the build failed
public record Outcome(
        @Nullable TaskResult result,
        @Nullable Fault fault,
        @Nullable String reason,
        @Nullable String hint,
        @Nullable BuildReport errors) {
    static final Outcome NONE = new Outcome(null, null, null, null, null);

    static Outcome of(TaskResult result) {
        return new Outcome(
                result,
                result.status() == TaskResult.Status.CANCELED ? null : result.fault(),
                result.reason(),
                result.hint(),
                null);
    }

    Outcome withErrors(BuildReport report) {
        return new Outcome(result, fault, reason, hint, report);
    }
}
