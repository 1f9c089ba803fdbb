package dev.aegis.espctl.tasks;

import dev.aegis.firmware.errors.BuildReport;
import dev.aegis.protocol.Required;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.Phase;
import dev.aegis.protocol.session.Profile;
import dev.aegis.protocol.session.TaskResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What this machine knows of one build.
///
/// @param taskId names it here and on the build machine
/// @param state where it stands
/// @param phase the phase it is in, or was in at its end; absent before the first
/// @param project the project's folder
/// @param projectName what the project is called
/// @param target the chip
/// @param idfVersion as asked for, and as used once that is known; absent for the machine's default
/// @param versionFrom which rule decided the version
/// @param profile how it is built
/// @param server the build server; absent before one was chosen
/// @param agentId the machine; absent before one took it
/// @param createdAtMs unix milliseconds
/// @param finishedAtMs unix milliseconds; absent while it goes on
/// @param lastSeq the last event that is in the log
/// @param processId the process that follows it
/// @param processStartMs when that process began, since ids are reused; see [ProcessBirth]
/// @param uploadedBytes bytes of project that went up
/// @param downloadedBytes bytes of artifacts that came down
/// @param path `direct` or `relay`; absent before a connection
/// @param result as the machine told it; absent before the end
/// @param fault whose fault a failure is
/// @param reason why it failed, one sentence
/// @param hint what to do next
/// @param errors what the log comes down to; absent unless it failed
/// @param jobIds the permissions that it was built with, the first one first; more than one after a lost connection
public record TaskRecord(
        String taskId,
        TaskState state,
        @Nullable Phase phase,
        String project,
        String projectName,
        String target,
        @Nullable String idfVersion,
        String versionFrom,
        Profile profile,
        @Nullable String server,
        @Nullable String agentId,
        long createdAtMs,
        @Nullable Long finishedAtMs,
        long lastSeq,
        long processId,
        long processStartMs,
        long uploadedBytes,
        long downloadedBytes,
        @Nullable String path,
        @Nullable TaskResult result,
        @Nullable Fault fault,
        @Nullable String reason,
        @Nullable String hint,
        @Nullable BuildReport errors,
        List<String> jobIds) {
    private static final String BUILD = "build";

    public TaskRecord {
        jobIds = Required.list(jobIds);
    }

    /// A task that no machine has yet.
    public static TaskRecord begun(
            String taskId,
            String project,
            String projectName,
            String target,
            @Nullable String idfVersion,
            String versionFrom,
            Profile profile,
            @Nullable String server,
            long createdAtMs) {
        ProcessHandle self = ProcessHandle.current();
        return new TaskRecord(
                taskId,
                TaskState.PENDING,
                null,
                project,
                projectName,
                target,
                idfVersion,
                versionFrom,
                profile,
                server,
                null,
                createdAtMs,
                null,
                0,
                self.pid(),
                ProcessBirth.of(self),
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    /// The same task, followed by another process.
    ///
    /// @param process which one
    public TaskRecord followedBy(ProcessHandle process) {
        return new TaskRecord(
                taskId,
                state,
                phase,
                project,
                projectName,
                target,
                idfVersion,
                versionFrom,
                profile,
                server,
                agentId,
                createdAtMs,
                finishedAtMs,
                lastSeq,
                process.pid(),
                ProcessBirth.of(process),
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

    /// The folder in the project that this build's files went to, which `flasher_args.json` lies in: one of several
    /// chips has its own, and so has a program that was compiled elsewhere.
    public String buildFolder() {
        return result == null
                ? BUILD
                : result.artifacts().stream()
                        .filter(artifact -> artifact.role() == Artifact.Role.FLASHER_ARGS)
                        .map(artifact -> artifact.path().replaceFirst("/?[^/]*$", ""))
                        .findFirst()
                        .orElse(BUILD);
    }

    public TaskChange change() {
        return new TaskChange(this);
    }
}
