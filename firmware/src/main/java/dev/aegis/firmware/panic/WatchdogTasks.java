package dev.aegis.firmware.panic;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The tasks that the task watchdog printed.
///
/// @param starved the tasks or users that did not reset the watchdog in time, as printed
/// @param running the task that each core ran then
public record WatchdogTasks(List<Starved> starved, List<Running> running) {
    public WatchdogTasks {
        starved = List.copyOf(starved);
        running = List.copyOf(running);
    }

    /// @param core absent for a task that may run on either core, and for a user that is no task
    public record Starved(
            String task, @JsonProperty("core") @Nullable Integer core) {
        String shown() {
            return core == null ? task : task + " (CPU " + core + ")";
        }
    }

    public record Running(int core, String task) {
        String shown() {
            return "CPU " + core + " was in " + task;
        }
    }

    /// `IDLE1 (CPU 1) did not run; CPU 0 was in IDLE0, CPU 1 was in ctrl_loop`.
    String shown() {
        String late = starved.stream().map(Starved::shown).collect(Collectors.joining(", "));
        String held = running.stream().filter(this::matters).map(Running::shown).collect(Collectors.joining(", "));
        String first = late.isEmpty() ? "" : late + (isIdle() ? " did not run" : " did not reset it in time");
        return first.isEmpty() || held.isEmpty() ? first + held : first + "; " + held;
    }

    /// An idle task on a core that is not late says nothing.
    private boolean matters(Running one) {
        return !one.task().startsWith("IDLE")
                || starved.stream().anyMatch(late -> late.core() != null && late.core() == one.core());
    }

    boolean isIdle() {
        return !starved.isEmpty()
                && starved.stream().allMatch(task -> task.task().startsWith("IDLE"));
    }

    /// Returns the task that kept a starved idle task from running.
    @Nullable
    Running holder() {
        return running.stream()
                .filter(one -> starved.stream().anyMatch(late -> late.core() != null && late.core() == one.core()))
                .findFirst()
                .orElse(running.size() == 1 ? running.getFirst() : null);
    }
}
