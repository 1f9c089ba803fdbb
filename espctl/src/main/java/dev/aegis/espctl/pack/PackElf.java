package dev.aegis.espctl.pack;

import dev.aegis.espctl.builds.BuildAnswer;
import dev.aegis.espctl.builds.LiveRecorder;
import dev.aegis.espctl.builds.TaskProcess;
import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.process.ControlC;
import dev.aegis.espctl.process.DetachedEspctl;
import dev.aegis.espctl.remote.BuildListener;
import dev.aegis.espctl.settings.Server;
import dev.aegis.espctl.settings.ServerAddress;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskState;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.peer.PeerEngine;
import dev.aegis.protocol.session.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes firmware of a program that another compiler linked, such as cargo: its image, a bootloader, a partition table,
/// and a manifest with their offsets. Missing parts are built by a build machine.
public final class PackElf {
    private final Context context;
    private final BootFinder finder;
    private final BootBuild bootBuild;
    private final PackTask packTask;
    private final DetachedEspctl background;
    private final TaskStore tasks;

    public PackElf(
            Context context,
            Function<ServerAddress, PeerEngine> engines,
            ControlC interrupts,
            DetachedEspctl background) {
        this.context = context;
        BootCache cache = BootCache.of(context);
        this.finder = new BootFinder(context, cache);
        this.bootBuild = new BootBuild(context, cache, engines, interrupts);
        this.packTask = new PackTask(context);
        this.background = background;
        this.tasks = context.tasks();
    }

    /// Makes the firmware at once if all parts are present. Otherwise starts a detached process, or, without a build
    /// server, returns what is missing.
    ///
    /// @throws Failure if no firmware can be made of this program
    public PackAnswer begin(PackOptions options) {
        Program program = program(options);
        Optional<BootFinder.Found> found = finder.find(options, program);
        if (found.isPresent()) {
            return packTask.finish(packTask.pending(program, null), program, found.get(), options);
        }
        if (server(options) == null) {
            return plan(options);
        }
        TaskRecord task = packTask.pending(program, requiredServer(options));
        new TaskProcess(background, tasks).begin(task, packTask.arguments(task.taskId(), program, options));
        return packTask.answer(task, program);
    }

    /// Like [#begin], but waits for the build of missing parts.
    public PackAnswer run(PackOptions options, BuildListener listener) {
        Program program = program(options);
        Optional<BootFinder.Found> found = finder.find(options, program);
        TaskRecord task = packTask.pending(program, found.isPresent() ? null : requiredServer(options));
        return found.isPresent()
                ? packTask.finish(task, program, found.get(), options)
                : built(task, program, options, listener);
    }

    /// Sees a task through that another process has written down.
    public PackAnswer runTask(String taskId, PackOptions options, BuildListener listener) {
        TaskRecord task = tasks.find(taskId).followedBy(ProcessHandle.current());
        try {
            return built(task, program(options), options, listener);
        } catch (Failure failure) {
            ended(tasks.find(taskId), failure);
            throw failure;
        }
    }

    /// Returns the plan, and what is missing for it.
    public PackAnswer plan(PackOptions options) {
        Program program = program(options);
        Optional<BootFinder.Found> found = finder.find(options, program);
        List<String> missing = new ArrayList<>();
        if (found.isEmpty() && options.bootloader() == null) {
            missing.add("bootloader");
        }
        if (found.isEmpty() && options.partitionTable() == null) {
            missing.add("partition_table");
        }
        return packTask.planned(program, found.orElse(null), options, missing, server(options) != null);
    }

    private PackAnswer built(TaskRecord task, Program program, PackOptions options, BuildListener listener) {
        tasks.prune();
        try (PackJournal journal = new PackJournal(listener, tasks, task)) {
            try {
                Optional<BuildAnswer> build = bootBuild.run(
                        task.taskId(),
                        program.chip(),
                        options,
                        new LiveRecorder(journal, tasks, task.taskId(), context.clock()));
                build.filter(answer -> !answer.succeeded()).ifPresent(answer -> refuse(answer, program));
                return packTask.finish(journal.record(), program, made(program, options), options);
            } catch (Failure failure) {
                ended(journal.record(), failure);
                throw failure;
            }
        }
    }

    private BootFinder.Found made(Program program, PackOptions options) {
        return finder.made(options, program)
                .orElseThrow(() -> new Failure(
                        ExitCode.FAILED,
                        "bootloader_failed",
                        "the build machine has made no bootloader and partition table for the "
                                + program.chip().target(),
                        "give them with bootloader and partition_table"));
    }

    private void ended(TaskRecord task, Failure failure) {
        if (task.state().isOver()) {
            return;
        }
        long now = context.clock().millis();
        tasks.save(
                failure.exit() == ExitCode.INTERRUPTED
                        ? task.change().over(TaskState.CANCELED, now).record()
                        : task.change()
                                .over(TaskState.FAILED, now)
                                .because(
                                        PackTask.isOurs(failure) ? Fault.PROJECT : Fault.INFRASTRUCTURE,
                                        failure.sentence(),
                                        failure.hint())
                                .record());
    }

    private static void refuse(BuildAnswer answer, Program program) {
        if (answer.state() == TaskState.CANCELED) {
            throw new Failure(
                    ExitCode.INTERRUPTED,
                    "canceled",
                    "the build of the bootloader was canceled",
                    "the same command starts it again");
        }
        throw new Failure(
                ExitCode.FAILED,
                "bootloader_failed",
                "the build machine could not make a bootloader for the "
                        + program.chip().target() + ": "
                        + Objects.requireNonNullElse(answer.reason(), "the build failed"),
                "espctl logs " + answer.taskId() + " says why; or give bootloader and partition_table");
    }

    private Program program(PackOptions options) {
        return Program.of(options, context.workingFolder());
    }

    /// Absent where there are only plans.
    private @Nullable Server server(PackOptions options) {
        try {
            Server server = context.servers().choose(options.remote());
            return server.key() == null ? null : server;
        } catch (Failure failure) {
            if (failure.code().equals("server_missing")) {
                return null;
            }
            throw failure;
        }
    }

    private Server requiredServer(PackOptions options) {
        Server server = server(options);
        if (server == null) {
            throw new Failure(
                    ExitCode.NOT_CONFIGURED,
                    "bootloader_missing",
                    "there is no bootloader and partition table at hand, and no build server to make them",
                    "espctl login --token KEY --server URL, or give --bootloader and --partition-table");
        }
        return server;
    }
}
