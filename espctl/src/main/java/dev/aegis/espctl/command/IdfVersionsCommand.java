package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.ProjectText;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.plan.ListVersions;
import picocli.CommandLine.Command;

@Command(
        name = "versions",
        description = "list the available ESP-IDF versions and their chips",
        footer = {"", "Example:", "  espctl idf versions"})
final class IdfVersionsCommand extends Verb {
    IdfVersionsCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        ListVersions.Offer offer = actions().listVersions().run();
        screen.answer(offer, ProjectText.versions(offer));
        return ExitCode.DONE;
    }
}
