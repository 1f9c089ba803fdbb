package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.history.CollectFirmware;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.FirmwareText;
import dev.aegis.espctl.output.Screen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        description = "list the files of a build to flash, by offset",
        footer = {"", "Example:", "  espctl firmware list"})
final class FirmwareListCommand extends Verb {
    @Mixin
    private TaskChoice choice = new TaskChoice();

    FirmwareListCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        CollectFirmware.Flashable found =
                actions().collectFirmware().list(choice.succeeded(actions()).taskId());
        screen.answer(found, FirmwareText.flashable(found));
        return ExitCode.DONE;
    }
}
