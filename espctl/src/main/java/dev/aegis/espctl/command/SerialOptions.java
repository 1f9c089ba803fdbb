package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.tasks.TaskRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that users of other tools give to `flash` and `monitor`.
final class SerialOptions {
    @Mixin
    private TaskChoice choice = new TaskChoice();

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
        return actions.collectFirmware().succeeded(choice.succeeded(actions).taskId());
    }
}
