package dev.aegis.espctl.tool;

import dev.aegis.espctl.history.FollowTask.Standing;
import dev.aegis.espctl.tasks.LiveStatus;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.BuildReport;
import dev.aegis.firmware.errors.Category;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.protocol.control.QueueStatus;
import dev.aegis.protocol.session.TaskResult;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The status of a task, as text and as data.
final class TaskResults {
    private TaskResults() {}

    static JsonObject json(Standing standing) {
        TaskRecord task = standing.task();
        JsonObject json = JsonObject.of(
                "task_id", task.taskId(),
                "state", task.state().wire(),
                "status", task.state().wire(),
                "target", task.target(),
                "project", task.project());
        json = json.withPresent("phase", phase(standing))
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
        if (task.state().isOver()) {
            json = json.withPresent(
                            "fault",
                            task.outcome().fault() == null
                                    ? null
                                    : task.outcome().fault().name().toLowerCase(Locale.ROOT))
                    .withPresent("reason", ShortText.sentence(task.outcome().reason()))
                    .withPresent("first_error", firstError(task.outcome().errors()));
        }
        return json.with("next", next(standing));
    }

    static String text(Standing standing) {
        TaskRecord task = standing.task();
        StringBuilder text = new StringBuilder("task ")
                .append(task.taskId())
                .append(" (")
                .append(task.target())
                .append(") is ")
                .append(task.state().wire());
        if (!task.state().isOver() && phase(standing) != null) {
            text.append(", ").append(progress(standing));
        }
        // Not if the clock was set back during the build.
        if (task.progress().finishedAtMs() != null
                && task.progress().finishedAtMs() >= task.progress().createdAtMs()) {
            text.append(" after ")
                    .append(seconds(
                            task.progress().finishedAtMs() - task.progress().createdAtMs()));
        }
        BuildError first = task.outcome().errors() == null
                ? null
                : task.outcome().errors().first().orElse(null);
        if (first != null) {
            text.append("\nfirst error: ")
                    .append(first.place().isEmpty() ? "" : first.place() + ": ")
                    .append(ShortText.sentence(first.message()));
            contributors(first).forEach(line -> text.append("\n  ").append(line));
        } else if (task.outcome().reason() != null) {
            text.append("\nreason: ").append(ShortText.sentence(task.outcome().reason()));
        }
        return text.append("\nnext: ").append(next(standing)).toString();
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

    static @Nullable String phase(Standing standing) {
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

    /// Returns the data of a task that was started now.
    static JsonObject started(TaskRecord task) {
        return JsonObject.of(
                "task_id", task.taskId(),
                "status", "pending",
                "target", task.target(),
                "project", task.project(),
                "log", "build://log/" + task.taskId(),
                "next", follow(task.taskId()));
    }

    /// Returns the call that shows the status of a task.
    static String follow(@Nullable String taskId) {
        return "build.status {\"task_id\":\"" + taskId + "\",\"wait_secs\":50}";
    }

    /// Returns the largest users of a memory that is too small.
    private static List<String> contributors(BuildError error) {
        return error.category() == Category.MEMORY_REGION ? error.excerpt() : List.of();
    }

    private static String next(Standing standing) {
        TaskRecord task = standing.task();
        String id = "{\"task_id\":\"" + task.taskId() + "\"}";
        return switch (task.state()) {
            case PENDING, RUNNING -> follow(task.taskId());
            case SUCCEEDED -> "list_artifacts " + id + " or firmware.download " + id;
            case CANCELED -> "build starts again and reuses what is on the machine";
            case FAILED ->
                task.outcome().errors() == null
                                || task.outcome().errors().errors().isEmpty()
                        ? "logs.tail " + id
                                + (task.outcome().hint() == null
                                        ? ""
                                        : "; "
                                                + ShortText.sentence(
                                                        task.outcome().hint()))
                        : "parse_build_errors " + id + ", correct the project, then build";
        };
    }

    static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
