package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.ProjectText;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.projects.ChangeProject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "init",
        description = "add .espctl.toml and build/ to an ESP-IDF project; overwrites nothing",
        footer = {"", "Example:", "  espctl project init --target esp32c3"})
final class ProjectInitCommand extends Verb {
    @Mixin
    private ProjectFolder project = new ProjectFolder();

    @Option(
            names = {"-t", "--target"},
            paramLabel = "CHIP",
            required = true,
            description = "such as esp32c3")
    private String target = "";

    @Option(names = "--idf-version", paramLabel = "VERSION", description = "pin it in .idf-version, such as v5.3.1")
    private @Nullable String idfVersion;

    @Option(names = "--name", paramLabel = "NAME", description = "what to call it; default: as CMakeLists.txt does")
    private @Nullable String name;

    ProjectInitCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        ChangeProject.Settings settings = actions().changeProject().init(project.folder(), target, idfVersion, name);
        screen.answer(settings, ProjectText.settings(settings));
        String chip = settings.target();
        if (chip != null && !chip.equals(target)) {
            screen.news("note: the chip stays " + chip + " (" + settings.targetFrom() + "); espctl set-target " + target
                    + " changes it");
        }
        return ExitCode.DONE;
    }
}
