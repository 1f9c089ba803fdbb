package dev.aegis.espctl.command;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.Screen;
import picocli.CommandLine.Command;

@Command(
        name = "version",
        description = "print the version",
        footer = {"", "Example:", "  espctl version --json"})
final class VersionCommand extends Verb {
    VersionCommand(Rooms rooms) {
        super(rooms);
    }

    private record Version(String version) {}

    @Override
    ExitCode run(Screen screen) {
        screen.answer(new Version(rooms().version()), "espctl " + rooms().version());
        return ExitCode.DONE;
    }
}
