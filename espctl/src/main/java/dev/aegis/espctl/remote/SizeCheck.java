package dev.aegis.espctl.remote;

import dev.aegis.espctl.project.ProjectSettings;
import dev.aegis.espctl.project.SizeBudget;
import dev.aegis.espctl.tasks.BuildSize;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.partitions.Partition;
import dev.aegis.firmware.partitions.PartitionTable;
import dev.aegis.firmware.size.LinkMap;
import dev.aegis.firmware.size.SizeReport;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.TaskResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Measures a build from the files in the project, and compares it with the last build and with the project's budget.
final class SizeCheck {
    private static final long MOST_BYTES = 64 * 1024 * 1024;

    private final BuildOrder order;
    private final TaskStore tasks;
    private final Path root;

    SizeCheck(BuildOrder order, TaskStore tasks) {
        this.order = order;
        this.tasks = tasks;
        this.root = order.project().root();
    }

    /// Returns the ended task with its size, failed if it is over budget. The app is held to its budget also when its
    /// use of RAM is unknown.
    ///
    /// @param over as the machine reported its end
    /// @param size null if unknown
    TaskRecord checked(TaskRecord over, @Nullable BuildSize size, TaskResult told) {
        TaskRecord sized = over.withSize(size);
        List<String> excess = excess(size, told);
        return excess.isEmpty()
                ? sized
                : sized.overBudget(
                        String.join("; ", excess),
                        "run: espctl size --components " + over.taskId()
                                + "; make the program smaller, or raise [size.budget] in " + ProjectSettings.FILE);
    }

    /// Measures the files that the build has put into the project, and compares them with the last build.
    ///
    /// @return null if the build has no linker map, as that of another compiler
    @Nullable
    BuildSize measured(TaskRecord task, TaskResult told) {
        Artifact app = artifact(told, Artifact.Role.FIRMWARE).orElse(null);
        if (app == null) {
            return null;
        }
        TaskRecord last = last(task);
        BuildSize before = last == null ? null : last.outcome().size();
        BuildSize now = unchanged(last, told) ? before : read(app, told);
        return now == null || last == null || before == null ? now : now.since(last.taskId(), before);
    }

    /// Returns the last build of this project and chip that made a program.
    private @Nullable TaskRecord last(TaskRecord now) {
        return tasks.all().stream()
                .filter(task -> !task.taskId().equals(now.taskId()) && task.hasFirmware())
                .filter(task ->
                        task.project().equals(now.project()) && task.target().equals(now.target()))
                .filter(task -> task.outcome().size() != null)
                .findFirst()
                .orElse(null);
    }

    private static boolean unchanged(@Nullable TaskRecord last, TaskResult told) {
        TaskResult before = last == null ? null : last.result();
        return before != null && digests(before).equals(digests(told));
    }

    private static List<Digest> digests(TaskResult result) {
        List<Digest> digests = new ArrayList<>();
        for (Artifact.Role role : List.of(Artifact.Role.FIRMWARE, Artifact.Role.MAP, Artifact.Role.PARTITIONS)) {
            artifact(result, role).map(Artifact::sha256).ifPresent(digests::add);
        }
        return digests;
    }

    private @Nullable BuildSize read(Artifact app, TaskResult told) {
        Artifact map = artifact(told, Artifact.Role.MAP).orElse(null);
        if (map == null || map.size() > MOST_BYTES || !isHere(map)) {
            return null;
        }
        try (InputStream content = Files.newInputStream(root.resolve(map.path()))) {
            SizeReport report = LinkMap.read(content).sizes();
            return report.memories().isEmpty()
                    ? null
                    : new BuildSize(
                            app.size(),
                            smallestPartition(told),
                            report.flashUsed(),
                            report.ramUsed(),
                            report.ramRemaining(),
                            null);
        } catch (IOException unreadable) {
            // The build itself has succeeded; espctl size tells what is wrong with the map.
            return null;
        }
    }

    private @Nullable Long smallestPartition(TaskResult told) {
        Artifact table = artifact(told, Artifact.Role.PARTITIONS).orElse(null);
        if (table == null || !isHere(table)) {
            return null;
        }
        try {
            return PartitionTable.read(Files.readAllBytes(root.resolve(table.path())))
                    .smallestApp()
                    .map(Partition::size)
                    .orElse(null);
        } catch (IOException | FirmwareException unreadable) {
            return null;
        }
    }

    /// Files outside of the build's folder were not accepted from the machine.
    private boolean isHere(Artifact artifact) {
        return artifact.path().startsWith(order.folder().file(""))
                && Files.isRegularFile(root.resolve(artifact.path()));
    }

    private static Optional<Artifact> artifact(TaskResult result, Artifact.Role role) {
        return result.artifacts().stream().filter(one -> one.role() == role).findFirst();
    }

    private List<String> excess(@Nullable BuildSize size, TaskResult told) {
        SizeBudget.Limits budget = order.project().settings().budget().of(order.target());
        List<String> excess = new ArrayList<>();
        Artifact app = artifact(told, Artifact.Role.FIRMWARE).orElse(null);
        if (app != null) {
            beyond("the app has", app.size(), budget.app(), excess);
            Integer percent = budget.appPercent();
            Long partition = percent == null ? null : smallestPartition(told);
            if (percent != null && partition != null) {
                beyond(
                        "the app has",
                        app.size(),
                        partition * percent / 100,
                        " (" + percent + " % of its partition)",
                        excess);
            }
        }
        if (size != null) {
            beyond("the static RAM has", size.ram(), budget.ram(), excess);
        }
        return excess;
    }

    private static void beyond(String what, long size, @Nullable Long most, List<String> excess) {
        if (most != null) {
            beyond(what, size, most, "", excess);
        }
    }

    private static void beyond(String what, long size, long most, String meaning, List<String> excess) {
        if (size > most) {
            excess.add(String.format(
                    Locale.ROOT,
                    "%s %,d bytes, %,d more than the budget of %,d%s",
                    what,
                    size,
                    size - most,
                    most,
                    meaning));
        }
    }
}
