package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.ProjectText;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.projects.CleanProject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "clean",
        description = "remove the build folder here, and let the next build start clean on its machine",
        footer = {
            "",
            "Examples:",
            "  espctl clean",
            "  espctl clean -t esp32c6                the folder of one of several chips, build_esp32c6/",
            "  espctl clean --dry-run                 says what would be removed"
        })
final class CleanCommand extends Verb {
    @Mixin
    private ProjectFolder project = new ProjectFolder();

    @Option(
            names = {"-t", "--target"},
            paramLabel = "CHIP",
            description = "one of several chips; default: build/")
    private @Nullable String target;

    @Option(
            names = {"-n", "--dry-run"},
            description = "remove nothing")
    private boolean dryRun;

    CleanCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        CleanProject.Cleaned cleaned = actions().cleanProject().run(project.folder(), target, dryRun);
        screen.answer(cleaned, ProjectText.cleaned(cleaned));
        return ExitCode.DONE;
    }
}
