package dev.aegis.espctl.history;

import dev.aegis.espctl.connect.ConnectListener;
import dev.aegis.espctl.connect.Connector;
import dev.aegis.espctl.connect.MachineSession;
import dev.aegis.espctl.connect.SessionRequest;
import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.control.ControlClient;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.failure.Interruption;
import dev.aegis.espctl.settings.Server;
import dev.aegis.espctl.settings.ServerAddress;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskState;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerEngine;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.TaskEvent;
import dev.aegis.protocol.session.TaskResult;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/// Ends a task on its machine, from another process than the one that started it.
public final class CancelTask {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Context context;
    private final Function<ServerAddress, PeerEngine> engines;

    public CancelTask(Context context, Function<ServerAddress, PeerEngine> engines) {
        this.context = context;
        this.engines = engines;
    }

    /// @param name a task id or a short name
    /// @return the task's record, now over
    public TaskRecord run(String name, ConnectListener listener) {
        TaskStore tasks = context.tasks();
        TaskRecord task = tasks.find(name);
        String agentId = task.transfer().agentId();
        String address = task.subject().server();
        if (task.result() != null || agentId == null || address == null) {
            throw new Failure(
                    ExitCode.FAILED,
                    "task_over",
                    "task " + task.taskId() + " is on no machine: "
                            + task.state().wire(),
                    "espctl status " + task.taskId());
        }
        Server server = context.servers().choose(address);
        try (ControlClient control = new ControlClient(server, context.clock());
                PeerEngine engine = engines.apply(server.address())) {
            Connector connector = new Connector(control, engine, context.pins(), context.clock(), context.clientName());
            SessionRequest request =
                    new SessionRequest(List.of(ChannelName.ESPCTL), null, null, null, null, agentId, PATIENCE);
            try (MachineSession session = connector.open(request, listener)) {
                return cancel(session, task, tasks);
            } catch (LinkException lost) {
                throw new Failure(
                        ExitCode.UNREACHABLE, "link_closed", String.valueOf(lost.getMessage()), "try again", lost);
            }
        } catch (InterruptedException stop) {
            throw Interruption.of(stop);
        }
    }

    private TaskRecord cancel(MachineSession session, TaskRecord task, TaskStore tasks)
            throws LinkException, InterruptedException {
        session.send(new ClientMessage.Attach(task.taskId(), task.progress().lastSeq()));
        session.send(new ClientMessage.Cancel(task.taskId()));
        while (true) {
            switch (session.receive()) {
                case MachineMessage.Events events -> {
                    for (TaskEvent event : events.events()) {
                        if (event instanceof TaskEvent.Finished finished) {
                            return over(finished.result(), task, tasks);
                        }
                    }
                }
                case MachineMessage.Failure failure -> throw MachineSession.refused(failure);
                case MachineMessage.Goodbye ignored ->
                    throw new LinkException("session_ended", "the build machine ended the session");
                case MachineMessage ignored -> {}
            }
        }
    }

    /// The process that follows the task, if it is alive, records the same end.
    private TaskRecord over(TaskResult result, TaskRecord task, TaskStore tasks) {
        TaskState state = result.status() == TaskResult.Status.CANCELED ? TaskState.CANCELED : TaskState.FAILED;
        if (result.status() == TaskResult.Status.SUCCEEDED) {
            throw new Failure(
                    ExitCode.FAILED,
                    "task_over",
                    "task " + task.taskId() + " succeeded before it could be canceled",
                    "espctl status " + task.taskId());
        }
        return tasks.change(
                task.taskId(),
                stored -> stored.ended(state, result, context.clock().millis()));
    }
}
