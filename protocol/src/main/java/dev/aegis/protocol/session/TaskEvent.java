package dev.aegis.protocol.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.aegis.protocol.Required;

/// Something that happened in a task. `seq` counts from 1 within the task, without a gap; `ts_ms` is
/// unix milliseconds at the machine.
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

    /// One line that the build printed, without its line end; a byte that is not UTF-8 is replaced.
    ///
    /// @param stream `stdout`, `stderr`, or `agent` for the machine's own words
    record Log(long seq, long tsMs, String stream, String text) implements TaskEvent {
        public Log {
            Required.field("stream", stream);
            Required.field("text", text);
        }
    }

    record PhaseEntered(long seq, long tsMs, Phase phase) implements TaskEvent {
        public PhaseEntered {
            Required.field("phase", phase);
        }
    }

    /// Steps done, of those that the build tool counts now.
    record Progress(long seq, long tsMs, int done, int total) implements TaskEvent {}

    /// The last event of a task.
    record Finished(long seq, long tsMs, TaskResult result) implements TaskEvent {
        public Finished {
            Required.field("result", result);
        }
    }
}
