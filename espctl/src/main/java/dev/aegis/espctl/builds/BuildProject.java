package dev.aegis.espctl.builds;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.process.ControlC;
import dev.aegis.espctl.project.BuildFolder;
import dev.aegis.espctl.remote.BuildEnd;
import dev.aegis.espctl.remote.BuildListener;
import dev.aegis.espctl.remote.BuildOrder;
import dev.aegis.espctl.remote.RemoteBuild;
import dev.aegis.espctl.settings.Server;
import dev.aegis.espctl.settings.ServerAddress;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskState;
import dev.aegis.peer.PeerEngine;
import dev.aegis.protocol.session.Fault;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Builds a project on a build machine.
public final class BuildProject {
    private static final Duration RECONNECT = Duration.ofSeconds(60);

    private final Context context;
    private final Function<ServerAddress, PeerEngine> engines;
    private final ControlC interrupts;

    /// @param engines makes the WebRTC engine for sessions that this server introduces
    public BuildProject(Context context, Function<ServerAddress, PeerEngine> engines, ControlC interrupts) {
        this.context = context;
        this.engines = engines;
        this.interrupts = interrupts;
    }

    /// @return how it ended, also when the build failed
    /// @throws Failure when there is no end to report
    public BuildAnswer run(BuildOptions options, BuildListener listener) {
        try (BuildSeries series = series(options.remote())) {
            return series.build(options, listener);
        }
    }

    /// Several builds over the same equipment.
    ///
    /// @param remote the build server that the user named
    public BuildSeries series(@Nullable String remote) {
        return new BuildSeries(this, new BuildPreparation(context, remote, engines), interrupts);
    }

    /// Sees a task through that another process has already written down, see [StartBuild]. A failure before the
    /// first word to a machine stands in the task's record too, because nobody watches this process.
    public BuildAnswer runTask(String taskId, BuildOptions options, BuildListener listener) {
        try {
            return run(taskId, options, listener);
        } catch (Failure failure) {
            TaskRecord task = context.tasks().find(taskId);
            if (!task.state().isOver()) {
                context.tasks()
                        .save(task.change()
                                .over(TaskState.FAILED, context.clock().millis())
                                .because(
                                        failure.exit() == ExitCode.USAGE ? Fault.PROJECT : Fault.INFRASTRUCTURE,
                                        failure.sentence(),
                                        failure.hint())
                                .record());
            }
            throw failure;
        }
    }

    /// @param taskId of the caller's making
    public BuildAnswer run(String taskId, BuildOptions options, BuildListener listener) {
        try (BuildSeries series = series(options.remote())) {
            return run(taskId, options, BuildFolder.ONLY, series, listener);
        }
    }

    BuildAnswer run(BuildOptions options, BuildFolder folder, BuildSeries series, BuildListener listener) {
        return run(context.newTaskId(), options, folder, series, listener);
    }

    private BuildAnswer run(
            String taskId, BuildOptions options, BuildFolder folder, BuildSeries series, BuildListener listener) {
        ScannedProject prepared = ScannedProject.of(options, folder, context);
        if (folder.isOnly()) {
            prepared.notes().forEach(listener::note);
        }
        Server server = series.equipment().server();
        server.requireKey();
        BuildOrder order = new BuildOrder(
                taskId,
                prepared.project(),
                prepared.snapshot(),
                prepared.project().key(context.identity().salt(), folder),
                prepared.chip(),
                prepared.profile(),
                prepared.version().value(),
                options.clean(),
                prepared.params(),
                options.memoryMb(),
                options.patience(),
                reconnect(),
                options.bundle(),
                folder,
                options.setTarget());
        context.tasks().prune();
        LiveRecorder recorder = new LiveRecorder(listener, context.tasks(), taskId, context.clock());
        RemoteBuild build =
                new RemoteBuild(series.equipment().connector(), context.tasks(), order, recorder, context.clock());
        BuildEnd end = series.watched(build, () -> build.run(record(order, prepared, server)));
        return BuildAnswer.of(end, prepared.target().decidedBy());
    }

    private TaskRecord record(BuildOrder order, ScannedProject prepared, Server server) {
        return TaskRecord.begun(
                order.taskId(),
                prepared.project().root().toString(),
                prepared.project().name(),
                order.target(),
                order.idfVersion(),
                prepared.version().decidedBy(),
                order.profile(),
                server.address().toString(),
                context.tasks().nextBirth(context.clock()));
    }

    private Duration reconnect() {
        return context.environment()
                .find("ESPCTL_RECONNECT_SECS")
                .filter(text -> text.matches("\\d{1,5}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(RECONNECT);
    }
}
