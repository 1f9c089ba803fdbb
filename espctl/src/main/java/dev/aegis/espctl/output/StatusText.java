package dev.aegis.espctl.output;

import dev.aegis.espctl.failure.ShellWord;
import dev.aegis.espctl.tasks.LiveStatus;
import dev.aegis.espctl.tasks.Outcome;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskState;
import dev.aegis.firmware.errors.BuildReport;
import dev.aegis.protocol.control.QueueStatus;
import dev.aegis.protocol.session.TaskResult;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The progress, times and next step of one task.
final class StatusText {
    private StatusText() {}

    static String lines(TaskRecord task, @Nullable LiveStatus live) {
        StringBuilder text = new StringBuilder();
        if (live != null && !task.isOver()) {
            progress(text, live);
        }
        times(text, task, live);
        if (task.transfer().uploadedBytes() + task.transfer().downloadedBytes() > 0) {
            text.append("bytes    ")
                    .append(Sizes.bytes(task.transfer().uploadedBytes()))
                    .append(" up, ")
                    .append(Sizes.bytes(task.transfer().downloadedBytes()))
                    .append(" down")
                    .append(
                            task.transfer().path() == null
                                    ? ""
                                    : ", " + path(task.transfer().path()))
                    .append('\n');
        }
        firstError(text, task.outcome());
        if (task.outcome().fault() != null && task.state() == TaskState.FAILED) {
            text.append("fault    ")
                    .append(task.outcome().fault().name().toLowerCase(Locale.ROOT))
                    .append('\n');
        }
        return text.append("next     ").append(next(task)).append('\n').toString();
    }

    private static void progress(StringBuilder text, LiveStatus live) {
        text.append("phase    ").append(live.phase());
        if (live.total() > 0) {
            text.append(" [")
                    .append(live.done())
                    .append('/')
                    .append(live.total())
                    .append(']');
        }
        text.append('\n');
        QueueStatus queue = live.queue();
        if (queue != null) {
            text.append("queue    position ")
                    .append(queue.position())
                    .append(queue.estimatedWaitSecs() == null ? "" : ", about " + queue.estimatedWaitSecs() + " s")
                    .append(queue.reason() == null ? "" : ": " + TerminalSafe.text(queue.reason()))
                    .append('\n');
        }
    }

    private static void times(StringBuilder text, TaskRecord task, @Nullable LiveStatus live) {
        Long finished = task.progress().finishedAtMs();
        if (finished != null && finished >= task.progress().createdAtMs()) {
            text.append("took     ")
                    .append(Sizes.seconds(finished - task.progress().createdAtMs()))
                    .append('\n');
        }
        Stream<String> parts = live != null
                ? live.times().stream().map(time -> time.phase() + " " + Sizes.seconds(time.millis()))
                : machineTimes(task.result()).stream()
                        .map(time -> time.phase().wire() + " " + Sizes.seconds(time.millis()));
        String phases = parts.collect(Collectors.joining(", "));
        if (!phases.isEmpty()) {
            text.append("times    ").append(phases).append('\n');
        }
    }

    private static List<TaskResult.PhaseTime> machineTimes(@Nullable TaskResult result) {
        return result == null ? List.of() : result.phases();
    }

    private static void firstError(StringBuilder text, Outcome outcome) {
        BuildReport report = outcome.errors();
        if (report != null) {
            report.first()
                    .ifPresent(error -> text.append("error    ")
                            .append(TerminalSafe.text(
                                    (error.place().isEmpty() ? "" : error.place() + ": ") + error.message()))
                            .append('\n'));
        }
    }

    private static String path(String wire) {
        return wire.equals("relay") ? "relayed" : wire;
    }

    static String next(TaskRecord task) {
        return switch (task.state()) {
            case PENDING, RUNNING -> "espctl logs -f " + task.taskId();
            case SUCCEEDED -> "espctl firmware download " + task.taskId();
            case FAILED ->
                task.hasFirmware() ? "espctl size --components " + task.taskId() : "espctl errors " + task.taskId();
            case CANCELED -> "espctl build -C " + ShellWord.of(task.project()) + " -t " + task.target();
        };
    }
}
