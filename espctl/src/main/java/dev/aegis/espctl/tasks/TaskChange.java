package dev.aegis.espctl.tasks;

import dev.aegis.firmware.errors.BuildReport;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.Phase;
import dev.aegis.protocol.session.TaskResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The few parts of a record that change while a task runs. Make one with `record.change()`, end with `record()`.
public final class TaskChange {
    private final TaskRecord before;
    private TaskState state;
    private @Nullable Phase phase;
    private @Nullable String idfVersion;
    private @Nullable String agentId;
    private @Nullable Long finishedAtMs;
    private long lastSeq;
    private long uploadedBytes;
    private long downloadedBytes;
    private @Nullable String path;
    private @Nullable TaskResult result;
    private @Nullable Fault fault;
    private @Nullable String reason;
    private @Nullable String hint;
    private @Nullable BuildReport errors;
    private final List<String> jobIds;

    TaskChange(TaskRecord before) {
        this.before = before;
        this.state = before.state();
        this.phase = before.phase();
        this.idfVersion = before.idfVersion();
        this.agentId = before.agentId();
        this.finishedAtMs = before.finishedAtMs();
        this.lastSeq = before.lastSeq();
        this.uploadedBytes = before.uploadedBytes();
        this.downloadedBytes = before.downloadedBytes();
        this.path = before.path();
        this.result = before.result();
        this.fault = before.fault();
        this.reason = before.reason();
        this.hint = before.hint();
        this.errors = before.errors();
        this.jobIds = new ArrayList<>(before.jobIds());
    }

    public TaskChange running() {
        this.state = TaskState.RUNNING;
        return this;
    }

    public TaskChange phase(Phase entered) {
        this.phase = entered;
        return this;
    }

    public TaskChange machine(String agent, String linkPath) {
        this.agentId = agent;
        this.path = linkPath;
        return this;
    }

    /// One permission more that it was built with.
    public TaskChange job(String jobId) {
        this.jobIds.add(jobId);
        return this;
    }

    public TaskChange lastSeq(long seq) {
        this.lastSeq = seq;
        return this;
    }

    public TaskChange bytes(long uploaded, long downloaded) {
        this.uploadedBytes = uploaded;
        this.downloadedBytes = downloaded;
        return this;
    }

    /// The machine's word on how it ended.
    public TaskChange result(TaskResult told) {
        this.result = told;
        this.idfVersion = told.idfVersion();
        this.fault = told.fault();
        this.reason = told.reason();
        this.hint = told.hint();
        return this;
    }

    public TaskChange errors(BuildReport report) {
        this.errors = report;
        return this;
    }

    public TaskChange over(TaskState end, long atMs) {
        this.state = end;
        this.finishedAtMs = atMs;
        return this;
    }

    public TaskChange because(Fault whose, String why, @Nullable String next) {
        this.fault = whose;
        this.reason = why;
        this.hint = next;
        return this;
    }

    public TaskRecord record() {
        return new TaskRecord(
                before.taskId(),
                state,
                phase,
                before.project(),
                before.projectName(),
                before.target(),
                idfVersion,
                before.versionFrom(),
                before.profile(),
                before.server(),
                agentId,
                before.createdAtMs(),
                finishedAtMs,
                lastSeq,
                before.processId(),
                before.processStartMs(),
                uploadedBytes,
                downloadedBytes,
                path,
                result,
                fault,
                reason,
                hint,
                errors,
                jobIds);
    }
}
