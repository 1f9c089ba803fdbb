package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.ProjectText;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.projects.CreateComponent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "component",
        description = "add a component to the project: components/NAME with a header and a source",
        footer = {"", "Example:", "  espctl project component sensor"})
final class ProjectComponentCommand extends Verb {
    @Mixin
    private ProjectFolder project = new ProjectFolder();

    @Parameters(paramLabel = "NAME", description = "of the component and of its folder")
    private String name = "";

    ProjectComponentCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        CreateComponent.Component made = actions().createComponent().run(project.folder(), name);
        screen.answer(made, ProjectText.component(made));
        return ExitCode.DONE;
    }
}
