package dev.aegis.espctl.builds;

import dev.aegis.espctl.remote.BuildEnd;
import dev.aegis.espctl.remote.Installed;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskState;
import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.BuildReport;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.Profile;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a build ended, for people and programs.
///
/// @param taskId names it in `logs`, `artifacts` and `status`
/// @param state `succeeded`, `failed` or `canceled`
/// @param projectRoot the project's folder
/// @param projectName what it is called
/// @param target the chip
/// @param targetFrom which rule decided the chip
/// @param idfVersion the version that was used
/// @param idfVersionFrom which rule decided the version
/// @param profile how it was built
/// @param agentId the build machine
/// @param path `direct` or `relay`
/// @param uploadedBytes all that went up on the project's channel
/// @param downloadedBytes of artifacts, as they travelled
/// @param times how long each part took, in order
/// @param artifacts what lies in the project now
/// @param manifest the flash manifest's path; absent when nothing is flashable
/// @param bundle the flash bundle's path; absent unless asked for
/// @param fault whose fault a failure is: `project` or `infrastructure`
/// @param reason why it failed
/// @param hint what to do next
/// @param errors the decisive errors of the log, the first that matters first; absent unless it failed
public record BuildAnswer(
        String taskId,
        TaskState state,
        String projectRoot,
        String projectName,
        String target,
        String targetFrom,
        @Nullable String idfVersion,
        String idfVersionFrom,
        Profile profile,
        @Nullable String agentId,
        @Nullable String path,
        long uploadedBytes,
        long downloadedBytes,
        List<BuildEnd.Time> times,
        List<Installed.File> artifacts,
        @Nullable String manifest,
        @Nullable String bundle,
        @Nullable Fault fault,
        @Nullable String reason,
        @Nullable String hint,
        @Nullable BuildReport errors,
        boolean interrupted) {
    static BuildAnswer of(BuildEnd end, String targetFrom) {
        TaskRecord record = end.record();
        Installed installed = end.installed();
        return new BuildAnswer(
                record.taskId(),
                record.state(),
                record.project(),
                record.projectName(),
                record.target(),
                targetFrom,
                record.idfVersion(),
                record.versionFrom(),
                record.profile(),
                record.agentId(),
                record.path(),
                record.uploadedBytes(),
                record.downloadedBytes(),
                end.times(),
                installed.files(),
                installed.manifest(),
                installed.bundle(),
                record.fault(),
                record.reason(),
                record.hint(),
                record.errors(),
                end.interrupted());
    }

    /// The first thing that matters, in a line; null when nothing went wrong.
    public @Nullable String firstError() {
        if (succeeded()) {
            return null;
        }
        BuildError error = decisive();
        if (error == null || fault == Fault.INFRASTRUCTURE) {
            return Objects.requireNonNullElse(reason, "the build " + state.wire());
        }
        return (error.place().isEmpty() ? "" : error.place() + ": ") + error.message();
    }

    public @Nullable String firstHint() {
        BuildError error = decisive();
        return error == null ? hint : error.hint();
    }

    private @Nullable BuildError decisive() {
        return errors == null || errors.errors().isEmpty()
                ? null
                : errors.errors().getFirst();
    }

    public boolean succeeded() {
        return Objects.equals(state, TaskState.SUCCEEDED);
    }
}
