package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.ProjectText;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.projects.ChangeProject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "select",
        description = "pin the project's ESP-IDF version, in the file that has it or in .idf-version",
        footer = {"", "Example:", "  espctl idf select v5.3.1"})
final class IdfSelectCommand extends Verb {
    @Mixin
    private ProjectFolder project = new ProjectFolder();

    @Parameters(paramLabel = "VERSION", description = "such as v5.3.1")
    private String version = "";

    IdfSelectCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        ChangeProject.Settings settings = actions().changeProject().selectVersion(project.folder(), version);
        screen.answer(settings, ProjectText.settings(settings));
        return ExitCode.DONE;
    }
}
