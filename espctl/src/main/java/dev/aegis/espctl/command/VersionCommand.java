package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import picocli.CommandLine.Command;

@Command(
        name = "version",
        description = "print the version",
        footer = {"", "Example:", "  espctl version --json"})
final class VersionCommand extends Verb {
    VersionCommand(Actions actions, Console console) {
        super(actions, console);
    }

    private record Version(String version) {}

    @Override
    ExitCode run(Screen screen) {
        screen.answer(new Version(actions().version()), "espctl " + actions().version());
        return ExitCode.DONE;
    }
}
