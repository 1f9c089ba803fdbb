package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.history.ChooseTask;
import dev.aegis.espctl.tasks.TaskRecord;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The options that name a task, shared by the verbs that read the results of a build or cancel one. Without an id it
/// is the newest task of the project of the working folder.
final class TaskChoice {
    @Parameters(
            arity = "0..1",
            paramLabel = "TASK",
            defaultValue = ChooseTask.LATEST,
            description = "a task id; default: latest, the newest of this project")
    private String task = ChooseTask.LATEST;

    @Option(names = "--job", paramLabel = "JOB", description = "the task that this job was for")
    private @Nullable String job;

    @Option(
            names = {"-C", "--project"},
            paramLabel = "DIR",
            description = "the project's folder; default: the working folder")
    private @Nullable Path project;

    @Option(
            names = {"-t", "--target"},
            paramLabel = "CHIP",
            description = "the newest task for this chip")
    private @Nullable String target;

    @Option(
            names = "--idf-version",
            paramLabel = "VERSION",
            description = "the newest task with this version of ESP-IDF")
    private @Nullable String idfVersion;

    /// The task as it was typed, or `latest`.
    String written() {
        return task;
    }

    @Nullable
    Path project() {
        return project;
    }

    /// Returns the task in any state.
    TaskRecord any(Actions actions) {
        return job == null
                ? actions.chooseTask().any(wanted())
                : actions.showTasks().ofJob(job);
    }

    /// Returns the task by its id, or the newest that is not over.
    TaskRecord running(Actions actions) {
        return job == null
                ? actions.chooseTask().running(wanted())
                : actions.showTasks().ofJob(job);
    }

    /// Returns the task by its id, or the newest that has succeeded.
    TaskRecord succeeded(Actions actions) {
        return job == null
                ? actions.chooseTask().succeeded(wanted())
                : actions.showTasks().ofJob(job);
    }

    private ChooseTask.Wanted wanted() {
        return new ChooseTask.Wanted(task, project, target, idfVersion);
    }
}
