package dev.aegis.agent.task;

import dev.aegis.agent.execution.ArtifactDirectory;
import dev.aegis.agent.execution.BuildExecutor;
import dev.aegis.agent.execution.BuildLimits;
import dev.aegis.agent.execution.BuildOrder;
import dev.aegis.agent.execution.SandboxedBuildExecutor;
import dev.aegis.agent.execution.TimedBuildExecutor;
import dev.aegis.agent.sandbox.Sandbox;
import dev.aegis.agent.sandbox.SandboxLimits;
import dev.aegis.agent.sandbox.StopSignal;
import dev.aegis.agent.workspace.Pin;
import dev.aegis.agent.workspace.Workspace;
import dev.aegis.agent.workspace.WorkspaceException;
import dev.aegis.agent.workspace.Workspaces;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.TaskEvent;
import dev.aegis.protocol.session.TaskResult;
import dev.aegis.store.Resolution;
import dev.aegis.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All builds of this machine. A task starts in `accept` and runs on its own thread until it ends, also after its
/// session has ended. `open` ends the tasks that an earlier agent left unfinished, as failures of the machine.
public final class BuildTasks implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BuildTasks.class);

    private final Workspaces workspaces;
    private final Store store;
    private final BuildLimits limits;
    private final Clock clock;
    private final BuildRecorder executor;
    private final Map<Path, Running> running = new HashMap<>();
    private boolean draining;
    private volatile boolean closing;

    private BuildTasks(Workspaces workspaces, Store store, Sandbox sandbox, BuildLimits limits, Clock clock) {
        this.workspaces = workspaces;
        this.store = store;
        this.limits = limits;
        this.clock = clock;
        BuildExecutor sandboxed = new SandboxedBuildExecutor(sandbox, store, limits);
        this.executor = new BuildRecorder(
                new TimedBuildExecutor(new QueuedBuildExecutor(sandboxed, limits.builds()), clock),
                clock,
                () -> closing);
    }

    public static BuildTasks open(
            Workspaces workspaces, Store store, Sandbox sandbox, BuildLimits limits, Clock clock) {
        BuildTasks tasks = new BuildTasks(workspaces, store, sandbox, limits, clock);
        workspaces.taskHomes().forEach(tasks::finishInterrupted);
        return tasks;
    }

    /// Starts a build, or attaches to the task that has this id already.
    ///
    /// @param userId the owner; no other user finds the task
    /// @param workspace the synced project
    /// @param resources the limits of the grant
    public Acceptance accept(
            String userId, ClientMessage.Build request, Workspace workspace, BuildResources resources) {
        Optional<Acceptance.Refused> refused = RequestRules.check(request);
        if (refused.isPresent()) {
            return refused.get();
        }
        synchronized (this) {
            Optional<BuildTask> known = find(userId, request.taskId());
            if (known.isPresent()) {
                return new Acceptance.Accepted(known.get(), true);
            }
            if (draining) {
                return new Acceptance.Refused(
                        "draining",
                        "this build machine is stopping and takes no new builds",
                        "build again; another machine takes it",
                        Fault.INFRASTRUCTURE);
            }
            return switch (store.resolve(request.idfVersion(), request.target())) {
                case Resolution.Resolved sdk ->
                    new Acceptance.Accepted(start(userId, request, sdk, workspace, resources), false);
                case Resolution.NoSuchVersion absent ->
                    new Acceptance.Refused(
                            "no_such_version",
                            absent.message(),
                            "ask for one of these, or for another machine",
                            Fault.PROJECT);
                case Resolution.NoSuchTarget absent ->
                    new Acceptance.Refused("no_such_target", absent.message(), "ask for one of these", Fault.PROJECT);
            };
        }
    }

    /// Finds a running or finished task of this user; empty if there is none or it was evicted.
    public synchronized Optional<BuildTask> find(String userId, String taskId) {
        Path home = workspaces.taskHome(userId, taskId);
        Running current = running.get(home);
        if (current != null) {
            return Optional.of(current.task());
        }
        if (!Files.exists(home.resolve(TaskNote.NAME))) {
            return Optional.empty();
        }
        return Optional.of(new FinishedTask(taskId, home, clock));
    }

    /// Returns the number of builds that are queued or run now.
    public synchronized int running() {
        return running.size();
    }

    /// Refuses new builds from now on.
    public synchronized void drain() {
        draining = true;
    }

    /// Waits until no build is queued or runs.
    ///
    /// @return false if one still does after `patience`
    public synchronized boolean awaitIdle(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (!running.isEmpty()) {
            long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /// Ends every build as a failure of the machine, and waits until they have ended.
    @Override
    public void close() {
        drain();
        closing = true;
        List<Running> ending;
        synchronized (this) {
            ending = List.copyOf(running.values());
        }
        ending.forEach(build -> build.task().cancel());
        for (Running build : ending) {
            try {
                build.thread().join();
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private BuildTask start(
            String userId,
            ClientMessage.Build request,
            Resolution.Resolved sdk,
            Workspace workspace,
            BuildResources resources) {
        Path home = workspaces.taskHome(userId, request.taskId());
        Pin pin = workspaces.pin(home);
        TaskLog events;
        try {
            events = prepare(
                    home,
                    new TaskNote(request.taskId(), request.target(), sdk.entry().version()));
        } catch (WorkspaceException broken) {
            pin.close();
            discard(home, broken);
            throw broken;
        }
        LoggedTask task = new LoggedTask(request.taskId(), events, ArtifactDirectory.of(home), new StopSignal());
        BuildOrder order = new BuildOrder(request, sdk, workspace, home, within(resources));
        Thread thread = Thread.ofVirtual().name("build-" + request.taskId()).unstarted(() -> run(order, task, pin));
        running.put(home, new Running(task, thread));
        thread.start();
        return task;
    }

    /// The log is opened last, so that a failure leaves nothing open.
    private TaskLog prepare(Path home, TaskNote note) {
        try {
            Files.createDirectories(home.resolve("artifacts"));
            note.write(home);
            workspaces.touch(home);
            return TaskLog.open(home.resolve(TaskLog.NAME));
        } catch (IOException broken) {
            throw WorkspaceException.of("starting a task", broken);
        }
    }

    private void discard(Path home, WorkspaceException cause) {
        try {
            workspaces.evict(home);
        } catch (WorkspaceException kept) {
            cause.addSuppressed(kept);
        }
    }

    private void run(BuildOrder order, LoggedTask task, Pin pin) {
        try {
            executor.execute(order, task.log(), task.stop());
        } catch (RuntimeException unwritable) {
            task.log()
                    .endUnwritten(clock.millis(), MachineFailures.of(unwritable).result(order));
        } finally {
            synchronized (this) {
                running.remove(order.home());
                notifyAll();
            }
            pin.close();
        }
    }

    private SandboxLimits within(BuildResources resources) {
        return limits.sandbox()
                .atMost(resources.cores(), resources.memoryBytes(), Duration.ofSeconds(resources.timeoutSecs()));
    }

    private void finishInterrupted(Path home) {
        Path path = home.resolve(TaskLog.NAME);
        try {
            if (TaskLog.isFinished(path)) {
                return;
            }
            try (TaskLog events = TaskLog.open(path)) {
                TaskResult result = TaskNote.read(home).interrupted("the build machine restarted while this build ran");
                events.append(seq -> new TaskEvent.Finished(seq, clock.millis(), result));
            }
        } catch (IOException | WireException unusable) {
            // The agent was killed while it started this task: no client knows it.
            workspaces.evict(home);
        } catch (WorkspaceException full) {
            // Readers get the same end from memory. Refusing to start would also stop the upkeep that frees the disk.
            log.warn("the interrupted task {} cannot be ended in its log", home.getFileName(), full);
        }
    }

    private record Running(BuildTask task, Thread thread) {}
}
