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
/// @param code a stable word for a failure of this computer's own rules; absent for others
/// @param size of the program; absent unless one was built
public record Outcome(
        @Nullable TaskResult result,
        @Nullable Fault fault,
        @Nullable String reason,
        @Nullable String hint,
        @Nullable BuildReport errors,
        @Nullable String code,
        @Nullable BuildSize size) {
    static final Outcome NONE = new Outcome(null, null, null, null, null, null, null);

    static Outcome of(TaskResult result) {
        return new Outcome(
                result,
                result.status() == TaskResult.Status.CANCELED ? null : result.fault(),
                result.reason(),
                result.hint(),
                null,
                null,
                null);
    }

    Outcome withSize(@Nullable BuildSize measured) {
        return new Outcome(result, fault, reason, hint, errors, code, measured);
    }

    Outcome overBudget(String excess, String next) {
        return new Outcome(result, Fault.PROJECT, excess, next, errors, TaskRecord.OVER_BUDGET, size);
    }

    Outcome withErrors(BuildReport report) {
        return new Outcome(result, fault, reason, hint, report, code, size);
    }
}
