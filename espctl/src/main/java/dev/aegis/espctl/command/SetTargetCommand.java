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
        name = "set-target",
        description = "choose the project's chip; an sdkconfig of another chip becomes sdkconfig.old",
        footer = {"", "Example:", "  espctl set-target esp32c6"})
final class SetTargetCommand extends Verb {
    @Mixin
    private ProjectFolder project = new ProjectFolder();

    @Parameters(paramLabel = "CHIP", description = "such as esp32c6")
    private String target = "";

    SetTargetCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        ChangeProject.Settings settings = actions().changeProject().setTarget(project.folder(), target);
        screen.answer(settings, ProjectText.settings(settings));
        return ExitCode.DONE;
    }
}
