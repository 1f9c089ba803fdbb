package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.ProjectText;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.projects.ChangeProject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "validate",
        description = "check .espctl.toml, .idf-version and the chip; exit 2 and the place if one is wrong",
        footer = {"", "Example:", "  espctl project validate --json"})
final class ProjectValidateCommand extends Verb {
    @Mixin
    private ProjectFolder project = new ProjectFolder();

    ProjectValidateCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        ChangeProject.Validated valid = actions().changeProject().validate(project.folder());
        screen.answer(valid, ProjectText.valid(valid));
        return ExitCode.DONE;
    }
}
