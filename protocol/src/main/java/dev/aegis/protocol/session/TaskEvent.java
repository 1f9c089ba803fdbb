package dev.aegis.protocol.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.aegis.protocol.Required;

/// An event of a task: JSON with a `type`. `seq` counts from 1 in each task, without gaps; `ts_ms` is the time at the
/// machine in unix milliseconds.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TaskEvent.Log.class, name = "log"),
    @JsonSubTypes.Type(value = TaskEvent.PhaseEntered.class, name = "phase"),
    @JsonSubTypes.Type(value = TaskEvent.Progress.class, name = "progress"),
    @JsonSubTypes.Type(value = TaskEvent.Finished.class, name = "finished"),
})
public sealed interface TaskEvent {
    long seq();

    long tsMs();

    /// One line of output of the build, without its line end. Bytes that are not UTF-8 are replaced.
    ///
    /// @param stream `stdout` or `stderr` of the build, or `agent` for lines of the machine
    record Log(long seq, long tsMs, String stream, String text) implements TaskEvent {
        public Log {
            Required.field("stream", stream);
            Required.field("text", text);
        }
    }

    /// The task entered a phase.
    record PhaseEntered(long seq, long tsMs, Phase phase) implements TaskEvent {
        public PhaseEntered {
            Required.field("phase", phase);
        }
    }

    /// The progress of the build tool, in its steps. The total may change.
    record Progress(long seq, long tsMs, int done, int total) implements TaskEvent {}

    /// The last event of a task.
    record Finished(long seq, long tsMs, TaskResult result) implements TaskEvent {
        public Finished {
            Required.field("result", result);
        }
    }
}
