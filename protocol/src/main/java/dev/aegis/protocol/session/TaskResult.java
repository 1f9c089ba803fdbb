package dev.aegis.protocol.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.aegis.protocol.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a task ended.
///
/// @param status the end
/// @param exitCode of `idf.py`; absent when it did not run to an end
/// @param fault whose fault, absent for `succeeded` and `canceled`
/// @param reason one sentence, absent for `succeeded`
/// @param hint what to do next
/// @param target the chip that was built for
/// @param idfVersion the ESP-IDF version that was used
/// @param phases how long each phase took, in the order in which they were entered
/// @param artifacts what can be fetched, best first: flashable files, then ELF, map and the rest; of a
///   failed task at most the map that the linker wrote in it
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

    /// @param millis milliseconds
    public record PhaseTime(Phase phase, long millis) {}
}
