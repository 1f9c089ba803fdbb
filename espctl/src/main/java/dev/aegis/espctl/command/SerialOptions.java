package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.history.ChooseTask;
import dev.aegis.espctl.tasks.TaskRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The options that users of other tools give to `flash` and `monitor`.
final class SerialOptions {
    @Parameters(arity = "0..1", paramLabel = "TASK", description = "a task id; default: latest")
    private @Nullable String task;

    @Option(
            names = {"-t", "--target"},
            paramLabel = "CHIP",
            description = "the newest successful build for this chip")
    private @Nullable String target;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "the serial port")
    private @Nullable String port;

    @Nullable
    String port() {
        return port;
    }

    TaskRecord task(Actions actions) {
        String name = task == null ? ChooseTask.LATEST : task;
        TaskRecord chosen = actions.chooseTask().succeeded(new ChooseTask.Wanted(name, null, target, null));
        return actions.collectFirmware().succeeded(chosen.taskId());
    }
}
