package dev.aegis.espctl.tasks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.aegis.firmware.errors.BuildReport;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.Phase;
import dev.aegis.protocol.session.TaskResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The record of one task on this computer. In JSON its parts are one flat object, as every version of espctl has
/// written it.
///
/// A task ends once: changes that arrive after the end do not reopen it, and only the machine's report replaces an end
/// that was written without one.
///
/// @param taskId its name here and on the build machine
/// @param progress how far it is
/// @param subject what it builds
/// @param follower the process that follows it
/// @param transfer its machine
/// @param outcome how it ended
@JsonPropertyOrder({"taskId", "progress", "subject", "follower", "transfer", "outcome"})
public record TaskRecord(
        String taskId,
        @JsonUnwrapped Progress progress,
        @JsonUnwrapped Subject subject,
        @JsonUnwrapped Follower follower,
        @JsonUnwrapped Transfer transfer,
        @JsonUnwrapped Outcome outcome) {
    /// The code of a build that compiled and is larger than its project allows.
    public static final String OVER_BUDGET = "size_budget_exceeded";

    private static final String BUILD = "build";

    /// A task that this process follows and no machine has yet.
    public static TaskRecord pending(String taskId, Subject subject, long createdAtMs) {
        return new TaskRecord(
                taskId,
                Progress.pending(createdAtMs),
                subject,
                Follower.of(ProcessHandle.current()),
                Transfer.NONE,
                Outcome.NONE);
    }

    public TaskState state() {
        return progress.state();
    }

    @JsonIgnore
    public boolean isOver() {
        return state().isOver();
    }

    public String project() {
        return subject.project();
    }

    public String target() {
        return subject.target();
    }

    public @Nullable TaskResult result() {
        return outcome.result();
    }

    /// The same task, followed by another process.
    public TaskRecord followedBy(ProcessHandle process) {
        return new TaskRecord(taskId, progress, subject, Follower.of(process), transfer, outcome);
    }

    /// Running on a machine.
    public TaskRecord connected(String agentId, boolean relayed) {
        return with(isOver() ? progress : progress.with(TaskState.RUNNING)).with(transfer.connected(agentId, relayed));
    }

    public TaskRecord withJob(String jobId) {
        return with(transfer.withJob(jobId));
    }

    /// @param paths what was sent from outside the project
    public TaskRecord withOutside(List<String> paths) {
        return with(transfer.withOutside(paths));
    }

    public TaskRecord entered(Phase phase) {
        return isOver() ? this : with(progress.with(phase));
    }

    TaskRecord createdAt(long millis) {
        return with(progress.createdAt(millis));
    }

    public TaskRecord withLastSeq(long seq) {
        return with(progress.withLastSeq(seq));
    }

    /// @param reason why the machine configured or compiled everything again
    public TaskRecord withRebuilt(String reason) {
        return with(progress.withRebuilt(reason));
    }

    public TaskRecord withBytes(long uploaded, long downloaded) {
        return with(transfer.withBytes(uploaded, downloaded));
    }

    public TaskRecord withSize(@Nullable BuildSize size) {
        return with(outcome.withSize(size));
    }

    /// Failed because the program is larger than its project allows. Its files are kept as those of a success.
    public TaskRecord overBudget(String reason, String hint) {
        return with(progress.with(TaskState.FAILED)).with(outcome.overBudget(reason, hint));
    }

    /// Whether the build has made a program, although it may be larger than its project allows.
    @JsonIgnore
    public boolean hasFirmware() {
        return state() == TaskState.SUCCEEDED || OVER_BUDGET.equals(outcome.code());
    }

    public TaskRecord withErrors(BuildReport report) {
        return with(outcome.withErrors(report));
    }

    /// Ended on the machine, with its report.
    public TaskRecord ended(TaskState end, TaskResult result, long atMs) {
        return outcome.result() != null
                ? this
                : new TaskRecord(
                        taskId,
                        progress.over(end, atMs),
                        subject.withIdfVersion(result.idfVersion()),
                        follower,
                        transfer,
                        Outcome.of(result));
    }

    /// Ended without a report of the machine.
    public TaskRecord failed(Fault fault, String reason, @Nullable String hint, long atMs) {
        return isOver()
                ? this
                : with(progress.over(TaskState.FAILED, atMs))
                        .with(new Outcome(null, fault, reason, hint, null, null, null));
    }

    /// Ended because the user canceled it. Replaces a failure that the cancellation itself has caused.
    public TaskRecord canceled(long atMs) {
        return outcome.result() != null || state() == TaskState.CANCELED
                ? this
                : with(progress.over(TaskState.CANCELED, atMs)).with(Outcome.NONE);
    }

    /// The folder in the project that this build's files went to, which holds `flasher_args.json`: a build for one of
    /// several chips has its own, and so has a program that was compiled elsewhere.
    public String buildFolder() {
        TaskResult result = outcome.result();
        return result == null
                ? BUILD
                : result.artifacts().stream()
                        .filter(artifact -> artifact.role() == Artifact.Role.FLASHER_ARGS)
                        .map(artifact -> artifact.path().replaceFirst("/?[^/]*$", ""))
                        .findFirst()
                        .orElse(BUILD);
    }

    private TaskRecord with(Progress other) {
        return new TaskRecord(taskId, other, subject, follower, transfer, outcome);
    }

    private TaskRecord with(Transfer other) {
        return new TaskRecord(taskId, progress, subject, follower, other, outcome);
    }

    private TaskRecord with(Outcome other) {
        return new TaskRecord(taskId, progress, subject, follower, transfer, other);
    }
}
