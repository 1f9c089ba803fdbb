package dev.aegis.espctl.builds;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.process.DetachedEspctl;
import dev.aegis.espctl.request.BuildRequest;
import dev.aegis.espctl.request.ResolvedBuild;
import dev.aegis.espctl.request.TaskRequest;
import dev.aegis.espctl.settings.Server;
import dev.aegis.espctl.tasks.TaskRecord;

/// Begins a build in a process of its own and returns at once. The task's record and log tell how it goes on; the build
/// does not depend on the process that asked for it.
public final class StartBuild {
    private final Context context;
    private final DetachedEspctl program;

    public StartBuild(Context context, DetachedEspctl program) {
        this.context = context;
        this.program = program;
    }

    /// Whether there are only plans, because no build server or no access key is configured.
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

    /// @param ownFolder whether its files get a folder for the chip, so that builds for several chips keep theirs
    /// @return the task, pending
    /// @throws Failure when the build cannot begin
    public TaskRecord run(BuildRequest request, boolean ownFolder) {
        ResolvedBuild build = ResolvedBuild.of(request, context);
        Server server = context.servers().choose(request.place().server());
        server.requireKey();
        return new TaskProcess(program, context)
                .begin(
                        PendingTask.of(
                                context.newTaskId(),
                                build,
                                server,
                                context.tasks().nextBirth(context.clock())),
                        TaskRequest.of(build.forOtherProcess(), ownFolder));
    }
}
