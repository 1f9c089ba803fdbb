package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.LiveBuild;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.request.BuildRequest;
import dev.aegis.espctl.request.PackRequest;
import dev.aegis.espctl.request.TaskRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "run-task", hidden = true, description = "run a task that espctl mcp serve has begun")
final class RunTaskCommand extends Verb {
    @Parameters(paramLabel = "TASK")
    private String task = "";

    RunTaskCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        TaskRequest request = actions().taskProcess().take(task);
        LiveBuild live = new LiveBuild(screen);
        try {
            BuildRequest build = request.build();
            PackRequest pack = request.pack();
            if (build != null) {
                return actions()
                                .buildProject()
                                .runTask(task, build, request.ownFolder(), live)
                                .succeeded()
                        ? ExitCode.DONE
                        : ExitCode.FAILED;
            }
            if (pack != null) {
                actions().packElf().runTask(task, pack, live);
            }
            return ExitCode.DONE;
        } finally {
            live.end();
        }
    }
}
