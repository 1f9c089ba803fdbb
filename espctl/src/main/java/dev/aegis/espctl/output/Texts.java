package dev.aegis.espctl.output;

import dev.aegis.espctl.doctor.Check;
import dev.aegis.espctl.doctor.Diagnosis;
import dev.aegis.espctl.failure.Count;
import dev.aegis.espctl.history.ShowTasks;
import dev.aegis.espctl.plan.BuildPlan;
import dev.aegis.espctl.tasks.LiveStatus;
import dev.aegis.espctl.tasks.LogLine;
import dev.aegis.espctl.tasks.Subject;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.protocol.session.Artifact;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Text for people about tasks, logs, logins and doctor.
public final class Texts {
    private Texts() {}

    public static String plan(BuildPlan plan) {
        StringBuilder text = new StringBuilder();
        text.append("plan for ")
                .append(plan.subject().name())
                .append(" in ")
                .append(plan.subject().projectRoot())
                .append(", nothing is compiled\n\n");
        text.append("target   ")
                .append(plan.subject().target())
                .append(" (")
                .append(plan.subject().targetFrom())
                .append(")\n");
        text.append("version  ")
                .append(Subject.version(
                        plan.subject().idfVersion(), plan.subject().idfVersionFrom()))
                .append('\n');
        text.append("app      ")
                .append(TerminalSafe.text(
                        Objects.requireNonNullElse(plan.appVersion().value(), "version is decided by CMake")))
                .append(" (")
                .append(TerminalSafe.text(plan.appVersion().decidedBy()))
                .append(")\n");
        text.append("profile  ")
                .append(plan.subject().profile().name().toLowerCase(Locale.ROOT))
                .append('\n');
        if (!plan.subject().params().isEmpty()) {
            text.append("params   ")
                    .append(String.join(" ", plan.subject().params()))
                    .append('\n');
        }
        text.append("project  ")
                .append(Count.of(plan.upload().files(), "file"))
                .append(", ")
                .append(Sizes.bytes(plan.upload().bytes()))
                .append('\n');
        plan.upload()
                .largest()
                .forEach(part -> text.append("largest  ")
                        .append("%10s  ".formatted(Sizes.bytes(part.bytes())))
                        .append(TerminalSafe.text(part.path()))
                        .append('\n'));
        plan.upload()
                .outside()
                .forEach(folder -> text.append("outside  ")
                        .append(TerminalSafe.text(folder.path()))
                        .append("  ")
                        .append(folder.files())
                        .append(folder.files() == 1 ? " file, " : " files, ")
                        .append(Sizes.bytes(folder.bytes()))
                        .append('\n'));
        plan.upload()
                .ignored()
                .forEach(ignored -> text.append("stays    ")
                        .append(TerminalSafe.text(ignored.path()))
                        .append("  (")
                        .append(ignored.rule())
                        .append(")\n"));
        text.append(FleetText.lines(plan.fleet()));
        plan.notes().forEach(note -> text.append("note     ").append(note).append('\n'));
        return text.append("next     ").append(plan.next()).append('\n').toString();
    }

    public static String diagnosis(Diagnosis diagnosis) {
        StringBuilder text = new StringBuilder();
        for (Check check : diagnosis.checks()) {
            text.append("%-8s %-14s %s%n"
                    .formatted(check.status().wire(), check.name(), TerminalSafe.text(check.detail())));
            if (check.fix() != null) {
                text.append("%-8s %-14s hint: %s%n".formatted("", "", TerminalSafe.text(check.fix())));
            }
        }
        return text.append(diagnosis.status().wire()).append('\n').toString();
    }

    public static String tasks(List<TaskRecord> tasks) {
        if (tasks.isEmpty()) {
            return "no task yet; run: espctl build\n";
        }
        StringBuilder text = new StringBuilder();
        tasks.forEach(task -> text.append("%-26s %-10s %-9s %-20s %s%n"
                .formatted(
                        task.taskId(),
                        task.state().wire(),
                        task.target(),
                        time(task.progress().createdAtMs()),
                        TerminalSafe.text(task.subject().projectName()))));
        return text.toString();
    }

    /// @param live how far a running task is; absent before it has begun
    public static String task(TaskRecord task, @Nullable LiveStatus live) {
        return task(task) + StatusText.lines(task, live);
    }

    public static String task(TaskRecord task) {
        StringBuilder text = new StringBuilder();
        text.append("task     ").append(task.taskId()).append('\n');
        text.append("state    ").append(task.state().wire());
        if (task.progress().phase() != null && !task.state().isOver()) {
            text.append(", ").append(task.progress().phase().wire());
        }
        text.append('\n');
        text.append("project  ")
                .append(TerminalSafe.text(task.subject().projectName()))
                .append(" in ")
                .append(TerminalSafe.text(task.project()))
                .append('\n');
        text.append("target   ").append(task.target()).append('\n');
        text.append("version  ")
                .append(Subject.version(
                        task.subject().idfVersion(), task.subject().versionFrom()))
                .append('\n');
        text.append("machine  ")
                .append(Objects.requireNonNullElse(
                        task.transfer().agentId(), task.state().isOver() ? "none" : "none yet"))
                .append('\n');
        if (!task.transfer().jobIds().isEmpty()) {
            text.append("job      ")
                    .append(String.join(", ", task.transfer().jobIds()))
                    .append('\n');
        }
        text.append("began    ").append(time(task.progress().createdAtMs())).append('\n');
        if (task.progress().rebuilt() != null) {
            text.append("rebuilt  ")
                    .append(TerminalSafe.text(task.progress().rebuilt()))
                    .append('\n');
        }
        if (task.outcome().reason() != null) {
            text.append("reason   ")
                    .append(TerminalSafe.text(task.outcome().reason()))
                    .append('\n');
        }
        if (task.outcome().hint() != null) {
            text.append("hint     ")
                    .append(TerminalSafe.text(task.outcome().hint()))
                    .append('\n');
        }
        return text.toString();
    }

    public static String logs(ShowTasks.Logs logs) {
        StringBuilder text = new StringBuilder();
        logs.lines().forEach(line -> text.append(line(line)));
        return text.toString();
    }

    public static String line(LogLine line) {
        return TerminalSafe.text(line.text()) + "\n";
    }

    public static String artifacts(ShowTasks.Artifacts found) {
        StringBuilder text = new StringBuilder(found.buildDir()).append('\n');
        if (found.replacedBy() != null) {
            text.append("replaced by the files of task ")
                    .append(found.replacedBy())
                    .append('\n');
        }
        ShowTasks.Sorted sorted = found.artifacts();
        Stream.of(
                        sorted.bootloader(),
                        sorted.partitions(),
                        sorted.firmware(),
                        sorted.other(),
                        sorted.elf(),
                        sorted.map())
                .flatMap(List::stream)
                .forEach(artifact -> text.append(line(artifact)));
        text.append(found.runsOn().line());
        return text.toString();
    }

    static String line(Artifact artifact) {
        return "%-10s %10s  %s  %s%n"
                .formatted(
                        artifact.flashOffset() == null ? "-" : "0x" + Long.toHexString(artifact.flashOffset()),
                        Sizes.bytes(artifact.size()),
                        artifact.sha256(),
                        TerminalSafe.text(artifact.path()));
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
