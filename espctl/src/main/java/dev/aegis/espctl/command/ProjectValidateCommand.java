package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.ChangeProject;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.ProjectText;
import dev.aegis.espctl.output.Screen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "validate",
        description = "check .espctl.toml, .idf-version and the chip; exit 2 and the place when something is wrong",
        footer = {"", "Example:", "  espctl project validate --json"})
final class ProjectValidateCommand extends Verb {
    @Mixin
    private ProjectFolder project = new ProjectFolder();

    ProjectValidateCommand(Rooms rooms) {
        super(rooms);
    }

    @Override
    ExitCode run(Screen screen) {
        ChangeProject.Validated valid = rooms().changeProject().validate(project.folder());
        screen.answer(valid, ProjectText.valid(valid));
        return ExitCode.DONE;
    }
}
