package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Names the command of esptool that flashes a build, because espctl opens no serial port.
@Command(name = "flash", hidden = true, description = "not available; prints the command of esptool that does it")
final class FlashCommand extends Verb {
    @Mixin
    private SerialOptions serial = new SerialOptions();

    FlashCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        throw new Failure(
                ExitCode.USAGE,
                "not_available",
                "espctl does not flash; esptool does (pip install esptool)",
                actions().flashAdvice().flash(serial.task(actions()), serial.port()));
    }
}
