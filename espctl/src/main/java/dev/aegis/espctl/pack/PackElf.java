package dev.aegis.espctl.pack;

import dev.aegis.espctl.builds.BuildAnswer;
import dev.aegis.espctl.builds.LiveStatusRecorder;
import dev.aegis.espctl.builds.TaskProcess;
import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.process.ControlC;
import dev.aegis.espctl.process.DetachedEspctl;
import dev.aegis.espctl.remote.BuildListener;
import dev.aegis.espctl.request.PackRequest;
import dev.aegis.espctl.request.TaskRequest;
import dev.aegis.espctl.settings.Server;
import dev.aegis.espctl.settings.ServerAddress;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskState;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.peer.PeerEngine;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.TaskResult;
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
    /// @throws Failure when this program cannot become flashable
    public PackAnswer begin(PackRequest request) {
        Program program = program(request);
        Optional<BootFinder.Found> found = finder.find(request, program);
        if (found.isPresent()) {
            return packed(program, found.get(), request);
        }
        if (server(request) == null) {
            return plan(request);
        }
        TaskRecord task = packTask.pending(program, requiredServer(request));
        TaskRecord begun = new TaskProcess(background, context)
                .begin(task, TaskRequest.of(packTask.forOtherProcess(program, request)));
        return packTask.answer(begun, program);
    }

    /// As [#begin], but whatever must be built is waited for.
    public PackAnswer run(PackRequest request, BuildListener listener) {
        Program program = program(request);
        Optional<BootFinder.Found> found = finder.find(request, program);
        return found.isPresent()
                ? packed(program, found.get(), request)
                : built(packTask.pending(program, requiredServer(request)), program, request, listener);
    }

    /// Runs the task that another process has begun, see [TaskProcess].
    public PackAnswer runTask(String taskId, PackRequest request, BuildListener listener) {
        try {
            return built(tasks.find(taskId), program(request), request, listener);
        } catch (Failure failure) {
            ended(taskId, failure);
            throw failure;
        }
    }

    /// What would be done, and what is missing for it.
    public PackAnswer plan(PackRequest request) {
        Program program = program(request);
        Optional<BootFinder.Found> found = finder.find(request, program);
        List<String> missing = new ArrayList<>();
        if (found.isEmpty() && request.boot().bootloader() == null) {
            missing.add("bootloader");
        }
        if (found.isEmpty() && request.boot().partitionTable() == null) {
            missing.add("partition_table");
        }
        return packTask.planned(program, found.orElse(null), request, missing, server(request) != null);
    }

    private PackAnswer packed(Program program, BootFinder.Found found, PackRequest request) {
        TaskRecord task = packTask.pending(program, null);
        return packTask.finish(program, found, request, result -> tasks.begin(ended(task, result)));
    }

    private PackAnswer built(TaskRecord task, Program program, PackRequest request, BuildListener listener) {
        tasks.prune();
        String taskId = task.taskId();
        try (PackRecorder recorder = new PackRecorder(listener, tasks, task)) {
            try {
                Optional<BuildAnswer> build = bootBuild.run(
                        taskId,
                        program.chip(),
                        request,
                        new LiveStatusRecorder(recorder, tasks.folder(taskId), context.clock()));
                build.filter(answer -> !answer.succeeded()).ifPresent(answer -> refuse(answer, program));
                return packTask.finish(
                        program,
                        made(program, request),
                        request,
                        result -> tasks.change(taskId, stored -> ended(stored, result)));
            } catch (Failure failure) {
                ended(taskId, failure);
                throw failure;
            }
        }
    }

    private TaskRecord ended(TaskRecord task, TaskResult result) {
        return task.ended(TaskState.SUCCEEDED, result, context.clock().millis());
    }

    private BootFinder.Found made(Program program, PackRequest request) {
        return finder.made(request, program)
                .orElseThrow(() -> new Failure(
                        ExitCode.FAILED,
                        "bootloader_failed",
                        "the build machine did not build a bootloader and partition table for the "
                                + program.chip().target(),
                        "pass them as bootloader and partition_table"));
    }

    private void ended(String taskId, Failure failure) {
        long now = context.clock().millis();
        Fault fault = PackTask.isOurs(failure) ? Fault.PROJECT : Fault.INFRASTRUCTURE;
        tasks.change(
                taskId,
                task -> failure.exit() == ExitCode.INTERRUPTED
                        ? task.canceled(now)
                        : task.failed(fault, failure.sentence(), failure.hint(), now));
    }

    private static void refuse(BuildAnswer answer, Program program) {
        if (answer.state() == TaskState.CANCELED) {
            throw new Failure(
                    ExitCode.INTERRUPTED,
                    "canceled",
                    "the build of the bootloader was canceled",
                    "run the same command again");
        }
        throw new Failure(
                ExitCode.FAILED,
                "bootloader_failed",
                "the build machine could not make a bootloader for the "
                        + program.chip().target() + ": "
                        + Objects.requireNonNullElse(answer.reason(), "the build failed"),
                "espctl logs " + answer.taskId() + " shows why; or pass bootloader and partition_table");
    }

    private Program program(PackRequest request) {
        return Program.of(request, context.workingFolder());
    }

    /// Absent where there are only plans.
    private @Nullable Server server(PackRequest request) {
        try {
            Server server = context.servers().choose(request.place().server());
            return server.key() == null ? null : server;
        } catch (Failure failure) {
            if (failure.code().equals("server_missing")) {
                return null;
            }
            throw failure;
        }
    }

    private Server requiredServer(PackRequest request) {
        Server server = server(request);
        if (server == null) {
            throw new Failure(
                    ExitCode.NOT_CONFIGURED,
                    "bootloader_missing",
                    "there is no bootloader and partition table on this computer, and no build server to build them",
                    "run: espctl login --token KEY --server URL, or pass --bootloader and --partition-table");
        }
        return server;
    }
}
