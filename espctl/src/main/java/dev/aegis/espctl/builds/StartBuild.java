package dev.aegis.espctl.builds;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.process.DetachedEspctl;
import dev.aegis.espctl.settings.Server;
import dev.aegis.espctl.tasks.TaskRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Begins a build in a process of its own and returns at once. What becomes of it stands in the task's record and log,
/// whatever happens to the process that asked.
public final class StartBuild {
    private final Context context;
    private final DetachedEspctl program;

    public StartBuild(Context context, DetachedEspctl program) {
        this.context = context;
        this.program = program;
    }

    /// Whether a build can be sent anywhere. Without a server or a key there are only plans.
    ///
    /// @throws Failure when what is configured is wrong
    public boolean isPlanOnly() {
        try {
            return context.servers().choose(null).key() == null;
        } catch (Failure failure) {
            if (failure.code().equals("server_missing")) {
                return true;
            }
            throw failure;
        }
    }

    /// @return the task, pending
    /// @throws Failure when it can be told at once that the build cannot begin
    public TaskRecord run(BuildOptions options) {
        BuildChoice chosen = BuildChoice.of(options, context);
        Server server = context.servers().choose(options.remote());
        server.requireKey();
        String taskId = context.newTaskId();
        return new TaskProcess(program, context.tasks())
                .begin(record(taskId, chosen, server), arguments(taskId, options, chosen));
    }

    private static List<String> arguments(String taskId, BuildOptions options, BuildChoice chosen) {
        List<String> arguments = new ArrayList<>(List.of(
                "build",
                "--quiet",
                "--task-id=" + taskId,
                "--project=" + chosen.project().root(),
                "--target=" + chosen.target().value(),
                "--profile=" + chosen.profile().name().toLowerCase(Locale.ROOT)));
        if (options.idfVersion() != null) {
            arguments.add("--idf-version=" + options.idfVersion());
        }
        if (options.remote() != null) {
            arguments.add("--remote=" + options.remote());
        }
        if (options.clean()) {
            arguments.add("--clean");
        }
        if (options.setTarget()) {
            arguments.add("--set-target");
        }
        options.params().forEach(param -> arguments.addAll(List.of("-D", param)));
        return arguments;
    }

    private TaskRecord record(String taskId, BuildChoice chosen, Server server) {
        return TaskRecord.begun(
                taskId,
                chosen.project().root().toString(),
                chosen.project().name(),
                String.valueOf(chosen.target().value()),
                chosen.version().value(),
                chosen.version().decidedBy(),
                chosen.profile(),
                server.address().toString(),
                context.tasks().nextBirth(context.clock()));
    }
}
