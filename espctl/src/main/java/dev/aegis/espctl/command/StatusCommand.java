package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.Count;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.history.ChooseTask;
import dev.aegis.espctl.history.FollowTask;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.output.Texts;
import dev.aegis.espctl.tasks.TaskRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        description = "list the builds of this project, or show one",
        footer = {
            "",
            "Examples:",
            "  espctl status                          the builds of this project, newest first",
            "  espctl status --all                    those of every project",
            "  espctl status latest                   one of them"
        })
final class StatusCommand extends Verb {
    @Mixin
    private ProjectFolder project = new ProjectFolder();

    @Parameters(arity = "0..1", paramLabel = "TASK", description = "a task id, or latest; default: all of this project")
    private @Nullable String task;

    @Option(names = "--all", description = "the builds of every project on this computer")
    private boolean all;

    StatusCommand(Actions actions, Console console) {
        super(actions, console);
    }

    private record Tasks(List<TaskRecord> tasks) {}

    @Override
    ExitCode run(Screen screen) {
        if (task == null) {
            List<TaskRecord> listed = listed(screen);
            screen.answer(new Tasks(listed), Texts.tasks(listed));
        } else {
            String chosen = actions().chooseTask().any(task, project.folder()).taskId();
            FollowTask.Standing now = actions().followTask().now(chosen);
            screen.answer(now.task(), Texts.task(now.task(), now.live()));
        }
        return ExitCode.DONE;
    }

    /// Returns the tasks of the project of the working folder; outside of a project, all.
    private List<TaskRecord> listed(Screen screen) {
        List<TaskRecord> every = actions().showTasks().list();
        ChooseTask choose = actions().chooseTask();
        if (all || (project.folder() == null && choose.root(null).isEmpty())) {
            return every;
        }
        List<TaskRecord> ours = choose.ofProject(project.folder());
        if (ours.size() < every.size()) {
            screen.news("espctl: not listed: " + Count.of(every.size() - ours.size(), "build")
                    + " of other projects; espctl status --all lists them");
        }
        return ours;
    }
}
