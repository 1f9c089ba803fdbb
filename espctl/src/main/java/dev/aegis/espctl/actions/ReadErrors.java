package dev.aegis.espctl.actions;

import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.firmware.errors.BuildErrors;
import dev.aegis.firmware.errors.BuildReport;

/// The errors of a log, the one that matters most first.
public final class ReadErrors {
    private static final String MACHINE = "agent";

    private final Surroundings surroundings;

    public ReadErrors(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// @param name a task id, or `latest`; also one that still runs
    public BuildReport ofTask(String name) {
        TaskStore tasks = surroundings.tasks();
        TaskRecord task = tasks.find(name);
        if (task.errors() != null) {
            return task.errors();
        }
        BuildErrors errors = new BuildErrors(BuildErrors.SANDBOX_ROOT);
        tasks.log(task.taskId()).each(line -> {
            if (!line.stream().equals(MACHINE)) {
                errors.line(line.text());
            }
        });
        return errors.report();
    }

    /// @param log of a build here or on a machine
    public BuildReport ofText(String log) {
        String here = surroundings.workingFolder().toString();
        BuildErrors errors = new BuildErrors(log.contains(here + "/") ? here : BuildErrors.SANDBOX_ROOT);
        log.lines().forEach(errors::line);
        return errors.report();
    }
}
