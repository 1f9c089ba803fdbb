package dev.aegis.agent.execution;

import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.TaskResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result of an execution, before it is recorded as `TaskResult`, which describes the parts.
public record BuildOutcome(
        TaskResult.Status status,
        @Nullable Integer exitCode,
        @Nullable Fault fault,
        @Nullable String reason,
        @Nullable String hint,
        List<TaskResult.PhaseTime> phases,
        List<Artifact> artifacts) {
    static BuildOutcome succeeded(List<Artifact> artifacts) {
        return new BuildOutcome(TaskResult.Status.SUCCEEDED, 0, null, null, null, List.of(), artifacts);
    }

    public static BuildOutcome canceled() {
        return new BuildOutcome(
                TaskResult.Status.CANCELED, null, null, "the build was canceled", null, List.of(), List.of());
    }

    static BuildOutcome timedOut(String reason, String hint) {
        return new BuildOutcome(TaskResult.Status.TIMED_OUT, null, Fault.PROJECT, reason, hint, List.of(), List.of());
    }

    static BuildOutcome projectFailed(@Nullable Integer exitCode, String reason, String hint) {
        return new BuildOutcome(TaskResult.Status.FAILED, exitCode, Fault.PROJECT, reason, hint, List.of(), List.of());
    }

    public static BuildOutcome machineFailed(@Nullable Integer exitCode, String reason, String hint) {
        return new BuildOutcome(
                TaskResult.Status.FAILED, exitCode, Fault.INFRASTRUCTURE, reason, hint, List.of(), List.of());
    }

    BuildOutcome withPhases(List<TaskResult.PhaseTime> times) {
        return new BuildOutcome(status, exitCode, fault, reason, hint, times, artifacts);
    }

    BuildOutcome withArtifacts(List<Artifact> kept) {
        return new BuildOutcome(status, exitCode, fault, reason, hint, phases, kept);
    }

    public TaskResult result(BuildOrder order) {
        return new TaskResult(
                status, exitCode, fault, reason, hint, order.request().target(), order.version(), phases, artifacts);
    }
}
