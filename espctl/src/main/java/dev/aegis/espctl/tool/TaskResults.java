package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.history.FollowTask.Standing;
import dev.aegis.espctl.tasks.BuildSize;
import dev.aegis.espctl.tasks.LiveStatus;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskState;
import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.BuildReport;
import dev.aegis.firmware.errors.Category;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.NextCall;
import dev.aegis.mcp.tool.ToolResult;
import dev.aegis.protocol.control.QueueStatus;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.TaskResult;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The status of a task, as text and as data. The status of a finished task is complete in itself: a model may read
/// nothing else of a build.
final class TaskResults {
    private static final int LONGEST_WAIT_SECS = 50;

    private TaskResults() {}

    /// Returns the result of a call that has started a task.
    ///
    /// @param changed the files of the project that were changed before
    static ToolResult started(Actions actions, TaskRecord task, List<String> changed) {
        JsonObject json = JsonObject.of(
                "task_id", task.taskId(),
                "status", "pending",
                "target", task.target(),
                "project", task.project(),
                "log", "build://log/" + task.taskId());
        return ToolResult.structured(
                        changed.isEmpty() ? json : json.with("changed", changed),
                        "task " + task.taskId() + " is pending: "
                                + task.subject().projectName() + " for " + task.target() + " in " + task.project()
                                + (changed.isEmpty() ? "" : "\nchanged: " + String.join(", ", changed)))
                .next(follow(task.taskId()))
                .continuesIn(BuildTasks.name(actions, task));
    }

    static ToolResult of(Actions actions, Standing standing) {
        TaskRecord task = standing.task();
        Firmware firmware = task.state() == TaskState.SUCCEEDED ? Firmware.of(actions, task) : null;
        JsonObject json = json(standing);
        return ToolResult.structured(
                        firmware == null ? json : json.with("firmware", firmware.json()),
                        text(standing)
                                + (firmware == null
                                        ? ""
                                        : "\n" + firmware.text(task.outcome().size() == null)))
                .next(next(standing));
    }

    private static JsonObject json(Standing standing) {
        TaskRecord task = standing.task();
        JsonObject json = JsonObject.of(
                        "task_id", task.taskId(),
                        "status", task.state().wire(),
                        "state", task.state().wire(),
                        "target", task.target(),
                        "project", task.project(),
                        "profile", task.subject().profile().name().toLowerCase(Locale.ROOT))
                .withPresent("phase", phase(standing))
                .withPresent("idf_version", task.subject().idfVersion());
        LiveStatus live = standing.live();
        if (live != null && !task.state().isOver() && live.total() > 0) {
            json = json.with("progress", steps(live));
        }
        QueueStatus queue = queue(standing);
        if (queue != null) {
            json = json.with("position", queue.position())
                    .withPresent("estimated_wait_secs", queue.estimatedWaitSecs())
                    .withPresent("reason", ShortText.sentence(queue.reason()));
        }
        json = json.with("times", times(standing))
                .withPresent("machine", task.transfer().agentId())
                .withPresent(
                        "job_id",
                        task.transfer().jobIds().isEmpty()
                                ? null
                                : task.transfer().jobIds().getLast());
        json = json.withPresent("rebuilt", task.progress().rebuilt());
        if (!task.transfer().outside().isEmpty()) {
            json = json.with("outside", task.transfer().outside());
        }
        return task.state().isOver() ? json.merge(outcome(task)) : json;
    }

    private static JsonObject outcome(TaskRecord task) {
        JsonObject first = firstError(task.outcome().errors());
        Fault fault = task.outcome().fault();
        return JsonObject.EMPTY
                .withPresent("fault", fault == null ? null : fault.name().toLowerCase(Locale.ROOT))
                .withPresent("code", task.outcome().code())
                .withPresent("size", size(task.outcome().size()))
                .withPresent("reason", ShortText.sentence(task.outcome().reason()))
                .withPresent("hint", first == null ? Hints.of(task.outcome().hint()) : null)
                .withPresent("first_error", first);
    }

    private static String text(Standing standing) {
        TaskRecord task = standing.task();
        StringBuilder text = new StringBuilder("task ")
                .append(task.taskId())
                .append(": ")
                .append(task.subject().projectName())
                .append(" for ")
                .append(task.target())
                .append(version(task))
                .append(' ')
                .append(task.state().words());
        if (!task.state().isOver() && phase(standing) != null) {
            text.append(", ").append(progress(standing));
        }
        // Not if the clock was set back during the build.
        Long finished = task.progress().finishedAtMs();
        if (finished != null && finished >= task.progress().createdAtMs()) {
            text.append(" after ").append(seconds(finished - task.progress().createdAtMs()));
        }
        Fault fault = task.outcome().fault();
        if (task.state() == TaskState.FAILED && fault != null) {
            text.append("; fault: ").append(fault.name().toLowerCase(Locale.ROOT));
        }
        return text.append("\nproject: ")
                .append(task.project())
                .append(
                        task.progress().rebuilt() == null
                                ? ""
                                : "\n" + task.progress().rebuilt())
                .append(why(task))
                .toString();
    }

    /// Returns the state as the verb of a sentence.
    private static String version(TaskRecord task) {
        return (task.subject().idfVersion() == null
                        ? ""
                        : " with ESP-IDF " + task.subject().idfVersion())
                + ", " + task.subject().profile().name().toLowerCase(Locale.ROOT) + ",";
    }

    /// Returns the lines that say why a build did not succeed.
    private static String why(TaskRecord task) {
        StringBuilder text = new StringBuilder();
        BuildError first = task.outcome().errors() == null
                ? null
                : task.outcome().errors().first().orElse(null);
        if (first != null) {
            text.append("\nfirst error: ")
                    .append(first.place().isEmpty() ? "" : first.place() + ": ")
                    .append(ShortText.sentence(first.message()));
            contributors(first).forEach(line -> text.append("\n  ").append(line));
            if (first.hint() != null) {
                text.append("\nhint: ").append(ShortText.sentence(first.hint()));
            }
        } else if (task.outcome().reason() != null) {
            text.append("\nreason: ").append(ShortText.sentence(task.outcome().reason()));
            String hint = Hints.of(task.outcome().hint());
            text.append(hint == null ? "" : "\nhint: " + hint);
        }
        BuildSize size = task.outcome().size();
        if (size != null) {
            text.append("\nsize: ").append(size.line());
        }
        return text.toString();
    }

    /// Returns one line, for progress notifications.
    static String progress(Standing standing) {
        QueueStatus queue = queue(standing);
        if (queue != null) {
            return "queued at position " + queue.position()
                    + (queue.estimatedWaitSecs() == null ? "" : ", about " + queue.estimatedWaitSecs() + " s")
                    + (queue.reason() == null ? "" : ": " + queue.reason());
        }
        LiveStatus live = standing.live();
        String phase = phase(standing);
        return (phase == null ? "starting" : phase) + (live == null || live.total() == 0 ? "" : " " + steps(live));
    }

    private static String steps(LiveStatus live) {
        return "[" + live.done() + "/" + live.total() + "]";
    }

    private static @Nullable String phase(Standing standing) {
        LiveStatus live = standing.live();
        if (live != null && !standing.task().state().isOver()) {
            return live.phase();
        }
        return standing.task().progress().phase() == null
                ? null
                : standing.task().progress().phase().wire();
    }

    private static @Nullable QueueStatus queue(Standing standing) {
        LiveStatus live = standing.live();
        return live == null || standing.task().state().isOver() ? null : live.queue();
    }

    private static List<JsonObject> times(Standing standing) {
        TaskResult result = standing.task().result();
        if (result != null) {
            return result.phases().stream()
                    .map(time -> JsonObject.of("phase", time.phase().wire(), "millis", time.millis()))
                    .toList();
        }
        return standing.live() == null
                ? List.of()
                : standing.live().times().stream()
                        .map(time -> JsonObject.of("phase", time.phase(), "millis", time.millis()))
                        .toList();
    }

    private static @Nullable JsonObject size(@Nullable BuildSize size) {
        return size == null ? null : RecordJson.of(size);
    }

    private static @Nullable JsonObject firstError(@Nullable BuildReport report) {
        if (report == null) {
            return null;
        }
        return report.first()
                .map(error -> JsonObject.of("place", error.place(), "message", ShortText.sentence(error.message()))
                        .withPresent("excerpt", contributors(error).isEmpty() ? null : contributors(error))
                        .withPresent("hint", ShortText.sentence(error.hint())))
                .orElse(null);
    }

    /// Returns the largest users of a memory that is too small.
    private static List<String> contributors(BuildError error) {
        return error.category() == Category.MEMORY_REGION ? error.excerpt() : List.of();
    }

    /// Returns the call that shows the status of a task.
    static NextCall follow(@Nullable String taskId) {
        return NextCall.of("build.status", "task_id", taskId, "wait_secs", LONGEST_WAIT_SECS);
    }

    private static NextCall next(Standing standing) {
        TaskRecord task = standing.task();
        if (task.state() == TaskState.FAILED && task.hasFirmware()) {
            return NextCall.of("size.run", "task_id", task.taskId(), "detail", "components");
        }
        return switch (task.state()) {
            case PENDING, RUNNING -> follow(task.taskId());
            case SUCCEEDED -> NextCall.of("list_artifacts", "task_id", task.taskId());
            case CANCELED -> NextCall.of("build", "target", task.target(), "project", task.project());
            case FAILED -> afterFailure(task);
        };
    }

    private static NextCall afterFailure(TaskRecord task) {
        BuildReport errors = task.outcome().errors();
        if (errors != null && !errors.errors().isEmpty()) {
            return NextCall.of("parse_build_errors", "task_id", task.taskId());
        }
        if (task.outcome().fault() == Fault.INFRASTRUCTURE) {
            return NextCall.of("doctor", "target", task.target(), "project", task.project());
        }
        return task.result() == null
                ? NextCall.of("validate_config", "project", task.project())
                : NextCall.of("logs.tail", "task_id", task.taskId());
    }

    static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
