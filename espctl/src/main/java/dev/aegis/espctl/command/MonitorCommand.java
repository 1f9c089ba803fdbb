package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Names the program that shows the output of a chip, because espctl opens no serial port.
@Command(name = "monitor", hidden = true, description = "not available; prints the command that does it")
final class MonitorCommand extends Verb {
    @Mixin
    private SerialOptions serial = new SerialOptions();

    MonitorCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        throw new Failure(
                ExitCode.USAGE,
                "not_available",
                "espctl does not read a serial port; esp-idf-monitor does (pip install esp-idf-monitor), and"
                        + " espctl decode explains a crash that it prints",
                actions().flashAdvice().monitor(serial.task(actions()), serial.port()));
    }
}
