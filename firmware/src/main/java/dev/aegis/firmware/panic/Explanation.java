package dev.aegis.firmware.panic;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The explanation of a crash from the text alone.
///
/// @param meaning plain sentences: what happened, the usual cause and the next step
/// @param core the core that crashed; absent when the text does not tell
/// @param task the task that crashed; absent when the text does not tell
/// @param address the address that could not be read, written or run; absent where the crash has none
/// @param tasks for the task watchdog: which task starved and which one ran
/// @param details lines that the chip printed below the reason, such as the expression that failed
/// @param restarts how often the chip started again in this text; absent when it did not
public record Explanation(
        CrashKind kind,
        String meaning,
        @Nullable Integer core,
        @Nullable String task,
        @Nullable Long address,
        @Nullable WatchdogTasks tasks,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> details,
        @Nullable Integer restarts) {
    public Explanation {
        details = List.copyOf(details);
    }
}
