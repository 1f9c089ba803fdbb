package dev.aegis.espctl.history;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.project.RealFolder;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskState;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The task that a user means. Without an id it is the newest of one project, never that of another.
public final class ChooseTask {
    private static final String LATEST = "latest";

    private final Context context;

    public ChooseTask(Context context) {
        this.context = context;
    }

    /// @param name a task id, a short name, or `latest`
    /// @param project the project's folder; null for the working folder
    public TaskRecord any(String name, @Nullable Path project) {
        return choose(name, project, task -> true, "");
    }

    /// @param name as in [#any]; `latest` is the newest that has succeeded
    public TaskRecord succeeded(String name, @Nullable Path project) {
        return choose(name, project, task -> task.state() == TaskState.SUCCEEDED, " that has succeeded");
    }

    /// Returns the newest task of a project for a chip that has succeeded.
    public TaskRecord succeededFor(String target, @Nullable Path project) {
        return choose(
                LATEST,
                project,
                task -> task.state() == TaskState.SUCCEEDED && task.target().equals(target),
                " for " + target + " that has succeeded");
    }

    private TaskRecord choose(String name, @Nullable Path project, Predicate<TaskRecord> fits, String which) {
        if (!name.equals(LATEST)) {
            TaskRecord task = context.tasks().find(name);
            if (project != null && !isOf(task, RealFolder.of(context.resolve(project)))) {
                throw new Failure(
                        ExitCode.USAGE,
                        "task_of_other_project",
                        "task " + task.taskId() + " is a build of " + task.project() + ", not of "
                                + RealFolder.of(context.resolve(project)),
                        "leave the project out, or name a task of it");
            }
            return task;
        }
        Path folder = RealFolder.of(context.resolve(project));
        List<TaskRecord> all = context.tasks().all();
        return all.stream()
                .filter(fits)
                .filter(task -> isOf(task, folder))
                .findFirst()
                .orElseThrow(() -> none(folder, which, all));
    }

    private static boolean isOf(TaskRecord task, Path folder) {
        return task.project().equals(folder.toString());
    }

    private static Failure none(Path folder, String which, List<TaskRecord> all) {
        String elsewhere = all.stream()
                .findFirst()
                .map(newest -> "; the newest on this computer is " + newest.taskId() + " of " + newest.project())
                .orElse("");
        return new Failure(
                ExitCode.USAGE,
                "no_task",
                "there is no build of " + folder + which + " yet" + elsewhere,
                "run: espctl build");
    }
}
