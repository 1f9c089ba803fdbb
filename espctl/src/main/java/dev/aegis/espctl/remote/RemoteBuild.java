package dev.aegis.espctl.remote;

import dev.aegis.espctl.connect.ConnectEvent;
import dev.aegis.espctl.connect.Connector;
import dev.aegis.espctl.connect.MachineSession;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.failure.Interruption;
import dev.aegis.espctl.project.ProposedTable;
import dev.aegis.espctl.project.SourcesBeside;
import dev.aegis.espctl.tasks.BuildSize;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskState;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.firmware.errors.BuildReport;
import dev.aegis.peer.LinkException;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.TaskEvent;
import dev.aegis.protocol.session.TaskResult;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One build, from sync to artifacts. The machine continues the build after the connection broke; this reconnects and
/// resumes the interrupted step.
public final class RemoteBuild {
    /// The code of the failure when the build was canceled.
    public static final String CANCELED = "canceled";

    /// The wait for the machine to confirm a cancellation. It has the request, or its connection is lost.
    private static final Duration CANCEL_WAIT = Duration.ofMillis(1500);

    private static final Duration PARTING = Duration.ofMillis(300);

    private final Connector connector;
    private final TaskStore tasks;
    private final BuildOrder order;
    private final BuildListener listener;
    private final Clock clock;
    private final BuildThread owner = new BuildThread();
    private final BuildStatistics statistics = new BuildStatistics();

    private volatile @Nullable MachineSession session;
    private volatile boolean accepted;
    private volatile boolean canceled;
    private volatile @Nullable TaskResult result;

    /// Belongs to the thread that makes it.
    public RemoteBuild(Connector connector, TaskStore tasks, BuildOrder order, BuildListener listener, Clock clock) {
        this.connector = connector;
        this.tasks = tasks;
        this.order = order;
        this.listener = listener;
        this.clock = clock;
    }

    /// @param record the task as it begins
    /// @return how it ended, also when the build failed
    /// @throws Failure when there is no end to report
    public BuildEnd run(TaskRecord record) {
        try (TaskRecorder recorder = new TaskRecorder(tasks, record, listener)) {
            try {
                refuseIfOver(recorder.record());
                return drive(recorder);
            } catch (InterruptedException stop) {
                recorder.change(task -> withBytes(task.canceled(clock.millis())));
                throw canceled ? canceled() : Interruption.of(stop);
            } catch (Failure failure) {
                if (canceled) {
                    recorder.change(task -> withBytes(task.canceled(clock.millis())));
                    throw canceled();
                }
                recorder.change(task ->
                        withBytes(task.failed(fault(failure), failure.sentence(), failure.hint(), clock.millis())));
                throw failure;
            } finally {
                leave();
            }
        } finally {
            owner.end();
        }
    }

    private static Failure canceled() {
        return new Failure(
                ExitCode.INTERRUPTED,
                CANCELED,
                "the build was canceled",
                "run: espctl build (it continues from the files on the machine)");
    }

    private static Fault fault(Failure failure) {
        return Objects.requireNonNullElse(failure.fault(), Fault.INFRASTRUCTURE);
    }

    private void connecting(ConnectEvent event) {
        statistics.heard(event);
        listener.on(new BuildEvent.Connecting(event));
    }

    /// Adds the bytes of all sessions, also of the one that is open.
    private TaskRecord withBytes(TaskRecord task) {
        MachineSession open = session;
        if (open != null) {
            statistics.add(open);
        }
        return task.withBytes(statistics.uploadedBytes(), statistics.downloadedBytes());
    }

    /// A task can be canceled before its own process has started.
    private static void refuseIfOver(TaskRecord task) {
        if (task.isOver()) {
            throw new Failure(
                    ExitCode.INTERRUPTED,
                    "task_over",
                    "task " + task.taskId() + " was over before it began: "
                            + task.state().wire(),
                    "start the build again");
        }
    }

    /// Called from another thread, for Ctrl-C: ends the task on the machine, and then `run`.
    public void cancel() {
        canceled = true;
        MachineSession open = session;
        if (open == null || !accepted || result != null) {
            owner.interrupt();
            return;
        }
        Thread.ofVirtual().name("cancel").start(() -> {
            send(open, new ClientMessage.Cancel(order.taskId()), CANCEL_WAIT);
            owner.interruptAfter(CANCEL_WAIT);
        });
    }

    /// Sends a message to a machine that may be out of reach, where sending takes until the connection counts as lost.
    private static void send(MachineSession open, ClientMessage message, Duration atMost) {
        Thread sending = Thread.ofVirtual().name("last message").start(() -> {
            try {
                open.send(message);
            } catch (LinkException | InterruptedException gone) {
                // The machine notices that the session has ended, and ends the task when its time is over.
            }
        });
        boolean interrupted = Thread.interrupted();
        try {
            boolean _ = sending.join(atMost);
        } catch (InterruptedException hurry) {
            interrupted = true;
        }
        sending.interrupt();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private BuildEnd drive(TaskRecorder recorder) throws InterruptedException {
        statistics.connectBegins();
        MachineSession open = opened(connector.open(order.session(), this::connecting), recorder);
        Reconnector back = new Reconnector(connector, order, listener);
        while (true) {
            try {
                TaskResult told = result;
                if (told == null) {
                    told = order.folder().local(follow(open, recorder));
                    result = told;
                }
                if (canceled && told.status() == TaskResult.Status.SUCCEEDED) {
                    throw new InterruptedException("canceled at its end");
                }
                return end(open, recorder, told);
            } catch (LinkException lost) {
                statistics.add(open);
                open.close();
                session = null;
                if (canceled) {
                    throw new InterruptedException();
                }
                listener.on(new BuildEvent.ConnectionLost(String.valueOf(lost.getMessage())));
                MachineSession again = back.to(open.agentId(), lost, recorder.lastSeq());
                open = again == null ? startedOver(open.agentId(), recorder) : opened(again, recorder);
            }
        }
    }

    /// The build of a lost machine begins again on another one; the task stays the same.
    private MachineSession startedOver(String lostAgent, TaskRecorder recorder) throws InterruptedException {
        listener.on(
                new BuildEvent.Note("machine " + lostAgent + " is lost; the build starts again on another machine"));
        accepted = false;
        result = null;
        recorder.startsOver();
        return opened(connector.open(order.session(), this::connecting), recorder);
    }

    private MachineSession opened(MachineSession fresh, TaskRecorder recorder) {
        session = fresh;
        statistics.connected();
        listener.on(new BuildEvent.Connected(fresh.agentId(), fresh.path()));
        recorder.change(task -> task.connected(fresh.agentId(), fresh.path().relayed())
                .withJob(fresh.jobId())
                .withOutside(order.snapshot().beside().folders().stream()
                        .map(SourcesBeside.Folder::path)
                        .toList()));
        return fresh;
    }

    private TaskResult follow(MachineSession open, TaskRecorder recorder) throws LinkException, InterruptedException {
        if (accepted) {
            open.send(new ClientMessage.Attach(order.taskId(), recorder.lastSeq()));
        } else {
            statistics.syncBegins();
            new Upload(order, listener, statistics).run(open);
            statistics.synced();
            open.send(order.message());
        }
        while (true) {
            MachineMessage message = open.receive();
            if (message instanceof MachineMessage.Events events) {
                TaskEvent.Finished finished = recorder.take(events.events());
                if (finished != null) {
                    return finished.result();
                }
            } else if (message instanceof MachineMessage.Accepted) {
                if (accepted) {
                    listener.on(new BuildEvent.Reattached());
                }
                accepted = true;
            } else if (message instanceof MachineMessage.Failure failure) {
                throw refused(failure);
            } else {
                throw SessionErrors.unexpected(message);
            }
        }
    }

    private Failure refused(MachineMessage.Failure failure) {
        if (accepted && failure.code().equals("no_such_task")) {
            return new Failure(
                    ExitCode.FAILED,
                    "task_lost",
                    "the build machine restarted and has lost this build",
                    "build again; what was uploaded is still there");
        }
        return MachineSession.refused(failure);
    }

    private BuildEnd end(MachineSession open, TaskRecorder recorder, TaskResult told)
            throws LinkException, InterruptedException {
        InstalledFiles installed = InstalledFiles.nothing();
        Download download = new Download(order, listener, statistics);
        ArtifactKeeper keep = new ArtifactKeeper(order, tasks, listener);
        TaskState state = state(told);
        BuildReport errors = recorder.errors();
        statistics.downloadBegins();
        if (state == TaskState.SUCCEEDED) {
            installed = download.run(open, told);
        } else if (state == TaskState.FAILED) {
            download.settings(open, told);
            errors = new ProposedTable(order.project().root(), order.folder().name())
                    .complete(new OverflowExplainer(download, keep, tasks.kept()).explain(errors, told, open));
        }
        statistics.downloaded();
        if (state == TaskState.SUCCEEDED) {
            keep.run(told);
        }
        BuildReport explained = errors;
        statistics.add(open);
        SizeCheck check = new SizeCheck(order, tasks);
        BuildSize size = state == TaskState.SUCCEEDED ? check.measured(recorder.record(), told) : null;
        recorder.change(task -> {
            TaskRecord over = task.ended(state, told, clock.millis())
                    .withBytes(statistics.uploadedBytes(), statistics.downloadedBytes());
            return switch (state) {
                case SUCCEEDED -> check.checked(over, size, told);
                case FAILED -> over.withErrors(explained);
                default -> over;
            };
        });
        return new BuildEnd(recorder.record(), installed, statistics.times(told), canceled);
    }

    private static TaskState state(TaskResult told) {
        return switch (told.status()) {
            case SUCCEEDED -> TaskState.SUCCEEDED;
            case CANCELED -> TaskState.CANCELED;
            case FAILED, TIMED_OUT -> TaskState.FAILED;
        };
    }

    private void leave() {
        MachineSession open = session;
        if (open == null) {
            return;
        }
        send(open, new ClientMessage.Goodbye("done"), PARTING);
        open.close();
    }
}
