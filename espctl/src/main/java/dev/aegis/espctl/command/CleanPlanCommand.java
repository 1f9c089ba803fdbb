package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.ProjectText;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.plan.PlanClean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "clean-plan",
        description = "show what a clean build would remove; removes nothing",
        footer = {"", "Example:", "  espctl clean-plan"})
final class CleanPlanCommand extends Verb {
    @Mixin
    private ProjectFolder project = new ProjectFolder();

    @Option(
            names = {"-t", "--target"},
            paramLabel = "CHIP",
            description = "default: the project's")
    private @Nullable String target;

    CleanPlanCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        PlanClean.CleanPlan plan = actions().planClean().run(project.folder(), target);
        screen.answer(plan, ProjectText.cleanPlan(plan));
        return ExitCode.DONE;
    }
}
