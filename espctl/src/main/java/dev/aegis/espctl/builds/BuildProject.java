package dev.aegis.espctl.builds;

import dev.aegis.espctl.context.CleanMark;
import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.process.ControlC;
import dev.aegis.espctl.project.BuildFolder;
import dev.aegis.espctl.remote.BuildEnd;
import dev.aegis.espctl.remote.BuildEvent;
import dev.aegis.espctl.remote.BuildListener;
import dev.aegis.espctl.remote.BuildOrder;
import dev.aegis.espctl.remote.RemoteBuild;
import dev.aegis.espctl.request.BuildCommandLine;
import dev.aegis.espctl.request.BuildRequest;
import dev.aegis.espctl.request.ResolvedBuild;
import dev.aegis.espctl.request.ScannedProject;
import dev.aegis.espctl.settings.Server;
import dev.aegis.espctl.settings.ServerAddress;
import dev.aegis.espctl.tasks.TaskFolder;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskState;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.peer.PeerEngine;
import dev.aegis.protocol.session.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Builds a project on a build machine.
public final class BuildProject {
    private static final Duration RECONNECT = Duration.ofSeconds(60);

    private final Context context;
    private final Function<ServerAddress, PeerEngine> engines;
    private final ControlC interrupts;
    private final List<TaskFolder> owners;

    /// @param engines makes the WebRTC engine for sessions through this server
    public BuildProject(Context context, Function<ServerAddress, PeerEngine> engines, ControlC interrupts) {
        this(context, engines, interrupts, List.of());
    }

    private BuildProject(
            Context context,
            Function<ServerAddress, PeerEngine> engines,
            ControlC interrupts,
            List<TaskFolder> owners) {
        this.context = context;
        this.engines = engines;
        this.interrupts = interrupts;
        this.owners = owners;
    }

    /// Builds for another task, whose cancellation cancels the build too.
    public BuildProject ownedBy(TaskFolder owner) {
        return new BuildProject(context, engines, interrupts, List.of(owner));
    }

    /// @return the end, also of a build that failed
    /// @throws Failure when the build did not come to an end
    public BuildAnswer run(BuildRequest request, BuildListener listener) {
        try (BuildSeries series = series(request.place().server())) {
            return series.build(request, listener);
        }
    }

    /// Prepares several builds that share a client and a WebRTC engine.
    ///
    /// @param server the build server that the user named
    public BuildSeries series(@Nullable String server) {
        return new BuildSeries(this, new BuildPreparation(context, server, engines), interrupts);
    }

    /// Runs a task that another process has begun, see [TaskProcess]. A failure before the first message to a machine
    /// is
    /// recorded too, because no user watches this process.
    public BuildAnswer runTask(String taskId, BuildRequest request, boolean ownFolder, BuildListener listener) {
        try (BuildSeries series = series(request.place().server())) {
            BuildFolder folder = ownFolder
                    ? BuildFolder.of(ResolvedBuild.of(request, context).chip())
                    : BuildFolder.ONLY;
            return run(taskId, request, folder, born(), series, listener);
        } catch (Failure failure) {
            long now = context.clock().millis();
            Fault fault = Objects.requireNonNullElse(failure.fault(), Fault.INFRASTRUCTURE);
            context.tasks()
                    .change(
                            taskId,
                            task -> failure.exit() == ExitCode.INTERRUPTED
                                    ? task.canceled(now)
                                    : task.failed(fault, failure.sentence(), failure.hint(), now));
            throw failure;
        }
    }

    /// @param taskId made by the caller
    public BuildAnswer run(String taskId, BuildRequest request, BuildListener listener) {
        try (BuildSeries series = series(request.place().server())) {
            return run(taskId, request, BuildFolder.ONLY, born(), series, listener);
        }
    }

    BuildAnswer run(BuildRequest request, BuildFolder folder, BuildSeries series, BuildListener listener) {
        return run(request, folder, born(), series, listener);
    }

    /// @param bornMs the time that decides which task is the newest
    BuildAnswer run(BuildRequest request, BuildFolder folder, long bornMs, BuildSeries series, BuildListener listener) {
        return run(context.newTaskId(), request, folder, bornMs, series, listener);
    }

    private long born() {
        return context.tasks().nextBirth(context.clock());
    }

    private BuildAnswer run(
            String taskId,
            BuildRequest request,
            BuildFolder folder,
            long bornMs,
            BuildSeries series,
            BuildListener listener) {
        ScannedProject scanned = ScannedProject.of(request, folder, context);
        if (folder.isOnly()) {
            scanned.notes().forEach(note -> listener.on(new BuildEvent.Note(note)));
        }
        BesideNotice.tell(scanned, context, listener);
        Server server = series.preparation().server();
        server.requireKey();
        String projectKey = scanned.project().key(context.identity().salt(), folder);
        CleanMark clean = context.cleanMark(projectKey);
        boolean startsClean = clean.isSet();
        if (startsClean) {
            listener.on(new BuildEvent.Note("this build starts clean, because espctl clean was run"));
        }
        TaskStore tasks = context.tasks();
        tasks.prune();
        RemoteBuild build = new RemoteBuild(
                series.preparation().connector(),
                tasks,
                new BuildOrder(taskId, startsClean ? scanned.startingClean() : scanned, projectKey, reconnect()),
                new LiveStatusRecorder(listener, tasks.folder(taskId), context.clock()),
                context.clock());
        TaskRecord record = PendingTask.of(taskId, scanned.build(), server, bornMs);
        BuildEnd end;
        List<TaskFolder> canceledBy = new ArrayList<>(owners);
        canceledBy.add(tasks.folder(taskId));
        try (var _ = new CancelWatch(canceledBy, build::cancel)) {
            end = series.watched(build, () -> build.run(record));
        }
        if (startsClean && end.record().state() != TaskState.CANCELED) {
            clean.remove();
        }
        return new BuildAnswer(
                end,
                scanned.build().target().decidedBy(),
                new NextStep(BuildCommandLine.of(request), context.workingFolder()));
    }

    private Duration reconnect() {
        return context.environment()
                .find("ESPCTL_RECONNECT_SECS")
                .filter(text -> text.matches("\\d{1,5}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(RECONNECT);
    }
}
