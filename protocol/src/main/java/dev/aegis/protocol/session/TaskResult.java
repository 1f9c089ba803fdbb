package dev.aegis.protocol.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.aegis.protocol.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result of a task.
///
/// @param status the outcome
/// @param exitCode exit code of `idf.py`; absent when it did not exit by itself
/// @param fault cause of the failure; absent for `succeeded` and `canceled`
/// @param reason one sentence for the user; absent for `succeeded`
/// @param hint the next step for the user; absent when there is none
/// @param target the chip
/// @param idfVersion the ESP-IDF version
/// @param phases duration of each phase, in order
/// @param artifacts files that can be fetched: flashable files first, then ELF, map and the others; of a failed
///   task at most the map that its linker wrote
public record TaskResult(
        Status status,
        @Nullable Integer exitCode,
        @Nullable Fault fault,
        @Nullable String reason,
        @Nullable String hint,
        String target,
        String idfVersion,
        List<PhaseTime> phases,
        List<Artifact> artifacts) {
    public TaskResult {
        Required.field("status", status);
        Required.field("target", target);
        Required.field("idf_version", idfVersion);
        phases = Required.list(phases);
        artifacts = Required.list(artifacts);
    }

    /// The outcome of a task.
    public enum Status {
        @JsonProperty("succeeded")
        SUCCEEDED,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("canceled")
        CANCELED,
        @JsonProperty("timed_out")
        TIMED_OUT
    }

    /// The duration of one phase.
    ///
    /// @param millis milliseconds
    public record PhaseTime(Phase phase, long millis) {}
}
