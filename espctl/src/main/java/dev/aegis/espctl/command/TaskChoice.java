package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The option that names a task, shared by the verbs that read the results of a build.
final class TaskChoice {
    @Parameters(
            arity = "0..1",
            paramLabel = "TASK",
            defaultValue = "latest",
            description = "a task id; default: latest")
    private String task = "latest";

    @Option(names = "--job", paramLabel = "JOB", description = "the task that this job was for")
    private @Nullable String job;

    @Option(
            names = {"-t", "--target"},
            paramLabel = "CHIP",
            description = "the newest successful build for this chip")
    private @Nullable String target;

    /// Returns the task id, or `latest`.
    String task(Actions actions) {
        if (target != null && job == null) {
            return actions.collectFirmware().newestFor(target).taskId();
        }
        return job == null ? task : actions.showTasks().ofJob(job).taskId();
    }
}
