package dev.aegis.espctl.remote;

import dev.aegis.espctl.connect.Connector;
import dev.aegis.espctl.connect.MachineSession;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.failure.Interruption;
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
import org.jspecify.annotations.Nullable;

/// One build from sync to artifacts. A broken connection is no end: the machine builds on, and we come back to it and
/// go on where we were, in whichever step that was.
public final class RemoteBuild {
    private static final Duration CANCEL_WAIT = Duration.ofSeconds(10);

    private final Connector connector;
    private final TaskStore tasks;
    private final BuildOrder order;
    private final BuildListener listener;
    private final Clock clock;
    private final Thread owner = Thread.currentThread();
    private final Figures figures = new Figures();

    private volatile @Nullable MachineSession session;
    private volatile boolean accepted;
    private volatile boolean canceled;
    private @Nullable TaskResult result;

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
        try (Journal journal = new Journal(tasks, record, listener)) {
            try {
                return drive(journal);
            } catch (InterruptedException stop) {
                journal.change(now -> now.over(TaskState.CANCELED, clock.millis()));
                throw Interruption.of(stop);
            } catch (Failure failure) {
                journal.change(now -> now.over(TaskState.FAILED, clock.millis())
                        .because(Fault.INFRASTRUCTURE, failure.sentence(), failure.hint()));
                throw failure;
            } finally {
                leave();
            }
        }
    }

    /// Called from another thread, for Ctrl-C: ends the task on the machine, and then `run`.
    public void cancel() {
        canceled = true;
        MachineSession open = session;
        if (open == null || !accepted) {
            owner.interrupt();
            return;
        }
        Thread.ofVirtual().name("cancel").start(() -> {
            try {
                open.send(new ClientMessage.Cancel(order.taskId()));
                Thread.sleep(CANCEL_WAIT);
            } catch (LinkException | InterruptedException lost) {
                // The machine cannot be told; it ends the task when its time is over.
            }
            owner.interrupt();
        });
    }

    private BuildEnd drive(Journal journal) throws InterruptedException {
        figures.connectBegins();
        MachineSession open = opened(connector.open(order.session(), listener), journal);
        Reconnector back = new Reconnector(connector, order, listener);
        while (true) {
            try {
                if (result == null) {
                    result = order.folder().local(follow(open, journal));
                }
                return end(open, journal, result);
            } catch (LinkException lost) {
                figures.add(open);
                open.close();
                session = null;
                if (canceled) {
                    throw new InterruptedException();
                }
                listener.connectionLost(String.valueOf(lost.getMessage()));
                open = opened(back.to(open.agentId(), lost, journal.lastSeq()), journal);
            }
        }
    }

    private MachineSession opened(MachineSession fresh, Journal journal) {
        session = fresh;
        figures.connected();
        listener.connected(fresh.agentId(), fresh.path());
        journal.change(now -> now.running()
                .machine(fresh.agentId(), fresh.path().relayed() ? "relay" : "direct")
                .job(fresh.jobId()));
        return fresh;
    }

    private TaskResult follow(MachineSession open, Journal journal) throws LinkException, InterruptedException {
        if (accepted) {
            open.send(new ClientMessage.Attach(order.taskId(), journal.lastSeq()));
        } else {
            figures.syncBegins();
            new Upload(order, listener).run(open);
            figures.synced();
            open.send(order.message());
        }
        while (true) {
            switch (open.receive()) {
                case MachineMessage.Accepted ignored -> {
                    if (accepted) {
                        listener.reattached();
                    }
                    accepted = true;
                }
                case MachineMessage.Events events -> {
                    TaskEvent.Finished finished = journal.take(events.events());
                    if (finished != null) {
                        return finished.result();
                    }
                }
                case MachineMessage.Failure failure -> throw refused(failure);
                case MachineMessage.Goodbye goodbye -> throw Goodbyes.lost(goodbye);
                case MachineMessage other -> throw Goodbyes.unexpected(other);
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

    private BuildEnd end(MachineSession open, Journal journal, TaskResult told)
            throws LinkException, InterruptedException {
        Installed installed = Installed.nothing();
        Download download = new Download(order, listener, figures);
        KeepArtifacts keep = new KeepArtifacts(order, tasks, listener);
        TaskState state = state(told);
        BuildReport errors = journal.errors();
        figures.downloadBegins();
        if (state == TaskState.SUCCEEDED) {
            installed = download.run(open, told);
        } else if (state == TaskState.FAILED) {
            errors = new OverflowMap(download, keep, tasks.kept()).explain(errors, told, open);
        }
        figures.downloaded();
        if (state == TaskState.SUCCEEDED) {
            keep.run(told);
        }
        BuildReport explained = errors;
        figures.add(open);
        journal.change(now -> {
            now.result(told).bytes(figures.uploadedBytes(), figures.downloadedBytes());
            if (state == TaskState.FAILED) {
                now.errors(explained);
            }
            return now.over(state, clock.millis());
        });
        return new BuildEnd(journal.record(), installed, figures.times(told), canceled);
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
        try {
            open.send(new ClientMessage.Goodbye("done"));
        } catch (LinkException | InterruptedException gone) {
            // Closing says the same.
        }
        open.close();
    }
}
