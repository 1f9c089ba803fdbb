package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.output.Texts;
import dev.aegis.espctl.plan.BuildPlan;
import dev.aegis.espctl.request.BuildRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "plan",
        description = "show what a build would do; compiles nothing",
        footer = {
            "",
            "Examples:",
            "  espctl plan                            chip, version, files to send, excluded files and rules",
            "  espctl plan -t esp32c6 --json"
        })
final class PlanCommand extends Verb {
    @Mixin
    private ProjectOptions project = new ProjectOptions();

    PlanCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        BuildRequest request =
                BuildRequest.of(new BuildRequest.Place(project.project(), null)).with(project.what());
        BuildPlan plan = actions().planBuild().run(request);
        screen.answer(plan, Texts.plan(plan));
        return ExitCode.DONE;
    }
}
