package dev.aegis.espctl.builds;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.aegis.espctl.remote.BuildEnd;
import dev.aegis.espctl.remote.InstalledFiles;
import dev.aegis.espctl.tasks.BuildSize;
import dev.aegis.espctl.tasks.Outcome;
import dev.aegis.espctl.tasks.Subject;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskState;
import dev.aegis.espctl.tasks.Transfer;
import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.BuildReport;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.Profile;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The end of a build, for people and programs. The annotated methods are its JSON.
///
/// @param end the task and its files
/// @param targetFrom the rule that decided the chip
/// @param step decides the next command
@JsonPropertyOrder({
    "taskId",
    "state",
    "projectRoot",
    "projectName",
    "target",
    "targetFrom",
    "idfVersion",
    "idfVersionFrom",
    "profile",
    "agentId",
    "path",
    "uploadedBytes",
    "downloadedBytes",
    "outside",
    "times",
    "artifacts",
    "manifest",
    "bundle",
    "size",
    "fault",
    "code",
    "reason",
    "hint",
    "errors",
    "next",
    "interrupted"
})
public record BuildAnswer(
        @JsonIgnore BuildEnd end,
        String targetFrom,
        @JsonIgnore NextStep step) {
    /// The task in `logs`, `artifacts` and `status`.
    @JsonProperty
    public String taskId() {
        return task().taskId();
    }

    /// `succeeded`, `failed` or `canceled`.
    @JsonProperty
    public TaskState state() {
        return task().state();
    }

    @JsonProperty
    public String projectRoot() {
        return subject().project();
    }

    @JsonProperty
    public String projectName() {
        return subject().projectName();
    }

    @JsonProperty
    public String target() {
        return subject().target();
    }

    @JsonProperty
    public @Nullable String idfVersion() {
        return subject().idfVersion();
    }

    @JsonProperty
    public String idfVersionFrom() {
        return subject().versionFrom();
    }

    @JsonProperty
    public Profile profile() {
        return subject().profile();
    }

    @JsonProperty
    public @Nullable String agentId() {
        return transfer().agentId();
    }

    @JsonProperty
    public @Nullable String path() {
        return transfer().path();
    }

    @JsonProperty
    public long uploadedBytes() {
        return transfer().uploadedBytes();
    }

    @JsonProperty
    public long downloadedBytes() {
        return transfer().downloadedBytes();
    }

    /// The folders and lone files outside the project that were sent with it; absent without any.
    @JsonProperty
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public List<String> outside() {
        return transfer().outside();
    }

    /// The time of each part, in order.
    @JsonProperty
    public List<BuildEnd.Time> times() {
        return end.times();
    }

    /// The files in the project now.
    @JsonProperty
    public List<InstalledFiles.File> artifacts() {
        return end.installed().files();
    }

    /// The path of the flash manifest; null when nothing can be flashed.
    @JsonProperty
    public @Nullable String manifest() {
        return end.installed().manifest();
    }

    /// The path of the flash bundle; null unless requested.
    @JsonProperty
    public @Nullable String bundle() {
        return end.installed().bundle();
    }

    /// The size of the program and its change since the last build; null unless one was built.
    @JsonProperty
    public @Nullable BuildSize size() {
        return outcome().size();
    }

    /// A stable word for a failure of this computer's own rules; null for others.
    @JsonProperty
    public @Nullable String code() {
        return outcome().code();
    }

    @JsonProperty
    public @Nullable Fault fault() {
        return outcome().fault();
    }

    @JsonProperty
    public @Nullable String reason() {
        return outcome().reason();
    }

    @JsonProperty
    public @Nullable String hint() {
        return completed(outcome().hint());
    }

    /// The decisive errors of the log, the first that matters first; null unless the build failed.
    @JsonProperty
    public @Nullable BuildReport errors() {
        return outcome().errors();
    }

    /// The command that comes next, as it is to be typed.
    @JsonProperty
    public String next() {
        return step.after(end);
    }

    /// Returns a sentence in which every `espctl build` has the options of this build.
    public @Nullable String completed(@Nullable String sentence) {
        return step.command().complete(sentence);
    }

    /// Whether the user ended it here.
    @JsonProperty
    public boolean interrupted() {
        return end.interrupted();
    }

    /// The first error in one line; null when there is none.
    public @Nullable String firstError() {
        if (succeeded()) {
            return null;
        }
        BuildError error = decisive();
        if (error == null || fault() == Fault.INFRASTRUCTURE) {
            return Objects.requireNonNullElse(reason(), "the build " + state().wire());
        }
        return (error.place().isEmpty() ? "" : error.place() + ": ") + error.message();
    }

    public @Nullable String firstHint() {
        BuildError error = decisive();
        return error == null ? hint() : completed(error.hint());
    }

    private @Nullable BuildError decisive() {
        BuildReport errors = errors();
        return errors == null ? null : errors.first().orElse(null);
    }

    public boolean succeeded() {
        return state() == TaskState.SUCCEEDED;
    }

    private TaskRecord task() {
        return end.record();
    }

    private Subject subject() {
        return task().subject();
    }

    private Transfer transfer() {
        return task().transfer();
    }

    private Outcome outcome() {
        return task().outcome();
    }
}
