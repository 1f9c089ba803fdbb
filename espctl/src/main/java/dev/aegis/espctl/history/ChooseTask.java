package dev.aegis.espctl.history;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.failure.ShellWord;
import dev.aegis.espctl.project.Choice;
import dev.aegis.espctl.project.Project;
import dev.aegis.espctl.project.RealFolder;
import dev.aegis.espctl.project.VersionRules;
import dev.aegis.espctl.request.OfferedNames;
import dev.aegis.espctl.tasks.TaskRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The task that a user means. Without an id it is the newest of one project, never that of another.
public final class ChooseTask {
    public static final String LATEST = "latest";

    private final Context context;

    public ChooseTask(Context context) {
        this.context = context;
    }

    /// The task that is wanted.
    ///
    /// @param name a task id, or `latest`
    /// @param project the project's folder, or one inside it; null for the working folder
    /// @param target the chip; null for any
    /// @param idfVersion the ESP-IDF version; null for any
    public record Wanted(
            String name,
            @Nullable Path project,
            @Nullable String target,
            @Nullable String idfVersion) {
        public static Wanted of(String name, @Nullable Path project) {
            return new Wanted(name, project, null, null);
        }

        boolean fits(TaskRecord task) {
            String version = idfVersion;
            return (target == null || target.equals(task.target()))
                    && (version == null || isSame(version, task.subject().idfVersion()));
        }

        private static boolean isSame(String wanted, @Nullable String built) {
            return built != null && VersionRules.isSame(wanted, built);
        }

        String words() {
            return (target == null ? "" : " for " + target) + (idfVersion == null ? "" : " with " + idfVersion);
        }

        String options() {
            return (target == null ? "" : " --target " + target)
                    + (idfVersion == null ? "" : " --idf-version " + idfVersion);
        }
    }

    /// @param name a task id, or `latest`
    /// @param project the project's folder; null for the working folder
    public TaskRecord any(String name, @Nullable Path project) {
        return any(Wanted.of(name, project));
    }

    public TaskRecord any(Wanted wanted) {
        return choose(wanted, false);
    }

    /// @param name as in [#any]; `latest` is the newest that has succeeded
    public TaskRecord succeeded(String name, @Nullable Path project) {
        return succeeded(Wanted.of(name, project));
    }

    public TaskRecord succeeded(Wanted wanted) {
        return choose(wanted, true);
    }

    /// Returns the task by its id, or the newest that is not over. Without one, the newest of all.
    public TaskRecord running(Wanted wanted) {
        return wanted.name().equals(LATEST)
                ? ofProject(wanted.project()).stream()
                        .filter(wanted::fits)
                        .filter(task -> !task.isOver())
                        .findFirst()
                        .orElseGet(() -> any(wanted))
                : any(wanted);
    }

    /// Returns the newest task of a project for a chip that has succeeded.
    public TaskRecord succeededFor(String target, @Nullable Path project) {
        return succeeded(new Wanted(LATEST, project, target, null));
    }

    /// Returns the newest task of the project; empty if it has none, or the folder belongs to no project.
    public Optional<TaskRecord> newest(@Nullable Path project) {
        return ofProject(project).stream().findFirst();
    }

    /// Returns the tasks of the project, the newest first.
    public List<TaskRecord> ofProject(@Nullable Path folder) {
        List<TaskRecord> all = context.tasks().all();
        Path root = root(folder, all).orElse(null);
        return root == null
                ? List.of()
                : all.stream().filter(task -> isOf(task, root)).toList();
    }

    /// Returns the root of the project that a folder belongs to.
    public Optional<Path> root(@Nullable Path folder) {
        return root(folder, context.tasks().all());
    }

    private TaskRecord choose(Wanted wanted, boolean succeeded) {
        return wanted.name().equals(LATEST) ? newest(wanted, succeeded) : named(wanted);
    }

    private TaskRecord named(Wanted wanted) {
        TaskRecord task = context.tasks().find(wanted.name());
        Path project = wanted.project();
        if (project != null) {
            Path asked = root(project).orElseGet(() -> RealFolder.of(context.resolve(project)));
            if (!isOf(task, asked)) {
                throw new Failure(
                        ExitCode.USAGE,
                        "task_of_other_project",
                        "task " + task.taskId() + " is a build of " + task.project() + ", not of " + asked,
                        "leave the project out, or name a task of it");
            }
        }
        if (!wanted.fits(task)) {
            throw new Failure(
                    ExitCode.USAGE,
                    "task_of_other_target",
                    "task " + task.taskId() + " is a build for " + task.target() + ", not" + wanted.words(),
                    "name the task or the chip, not both");
        }
        return task;
    }

    private TaskRecord newest(Wanted wanted, boolean succeeded) {
        List<TaskRecord> all = context.tasks().all();
        Path root = root(wanted.project(), all).orElseThrow(() -> outside(wanted.project(), all));
        return all.stream()
                .filter(task -> isOf(task, root))
                .filter(wanted::fits)
                .filter(task -> !succeeded || task.hasFirmware())
                .findFirst()
                .orElseThrow(() -> none(root, checked(wanted), succeeded, all));
    }

    /// @throws Failure if there is no such chip
    private Wanted checked(Wanted wanted) {
        new OfferedNames(context, null).chip(new Choice(wanted.target(), "--target"));
        return wanted;
    }

    /// A folder belongs to the project that it is in: the nearest folder that was built, or that has a CMakeLists.txt
    /// with `project(...)`.
    private Optional<Path> root(@Nullable Path folder, List<TaskRecord> all) {
        Path begin = RealFolder.of(context.resolve(folder));
        for (Path above = begin; above != null; above = above.getParent()) {
            Path here = above;
            if (all.stream().anyMatch(task -> isOf(task, here)) || Project.isRoot(here)) {
                return Optional.of(here);
            }
        }
        return Optional.empty();
    }

    private static boolean isOf(TaskRecord task, Path root) {
        return task.project().equals(root.toString());
    }

    private Failure outside(@Nullable Path folder, List<TaskRecord> all) {
        return new Failure(
                ExitCode.USAGE,
                "no_task",
                RealFolder.of(context.resolve(folder)) + " is in no project, so it has no latest build"
                        + elsewhere(all),
                "change to the project's folder, or name it with -C DIR; espctl status --all lists every build");
    }

    private Failure none(Path root, Wanted wanted, boolean succeeded, List<TaskRecord> all) {
        boolean built = all.stream().anyMatch(task -> isOf(task, root) && wanted.fits(task));
        String where =
                root.equals(RealFolder.of(context.workingFolder())) ? "" : " -C " + ShellWord.of(root.toString());
        return new Failure(
                ExitCode.USAGE,
                "no_task",
                built && succeeded
                        ? "no build of " + root + wanted.words() + " has succeeded yet"
                        : root + " was not built" + wanted.words() + " yet" + elsewhere(all),
                built && succeeded ? "run: espctl errors" + where : "run: espctl build" + where + wanted.options());
    }

    private static String elsewhere(List<TaskRecord> all) {
        TaskRecord newest = all.isEmpty() ? null : all.getFirst();
        return newest == null
                ? ""
                : "; the newest build on this computer is "
                        + Objects.requireNonNull(newest).taskId() + " of " + newest.project();
    }
}
