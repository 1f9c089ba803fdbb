package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.ListVersions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.ProjectText;
import dev.aegis.espctl.output.Screen;
import picocli.CommandLine.Command;

@Command(
        name = "versions",
        description = "list the ESP-IDF versions that can be built with, and for which chips",
        footer = {"", "Example:", "  espctl idf versions"})
final class IdfVersionsCommand extends Verb {
    IdfVersionsCommand(Rooms rooms) {
        super(rooms);
    }

    @Override
    ExitCode run(Screen screen) {
        ListVersions.Offer offer = rooms().listVersions().run();
        screen.answer(offer, ProjectText.versions(offer));
        return ExitCode.DONE;
    }
}
