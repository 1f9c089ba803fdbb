package dev.aegis.agent.report;

import dev.aegis.agent.task.BuildTask;
import dev.aegis.agent.workspace.WorkspaceException;
import dev.aegis.peer.LinkException;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.MachineMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// The tasks that one session follows. Each has its own thread, which sends its events.
public final class FollowedTasks implements AutoCloseable {
    private static final int MOST = 8;

    private final MessageSender sender;
    private final Map<String, Thread> followers = new HashMap<>();
    private final LongAdder busyNanos = new LongAdder();

    public FollowedTasks(MessageSender sender) {
        this.sender = sender;
    }

    /// Sends the events of a task after `sinceSeq`. Replaces an earlier call for the same task.
    ///
    /// @return false if this session already follows the most tasks that it may
    public synchronized boolean follow(BuildTask task, long sinceSeq) throws InterruptedException {
        Thread before = followers.remove(task.taskId());
        if (before != null) {
            before.interrupt();
            before.join();
        }
        followers.values().removeIf(thread -> !thread.isAlive());
        if (followers.size() >= MOST) {
            return false;
        }
        TaskEventSender follower = new TaskEventSender(task, sinceSeq, sender);
        followers.put(
                task.taskId(),
                Thread.ofVirtual().name("report-" + task.taskId()).start(() -> run(follower)));
        return true;
    }

    private void run(TaskEventSender follower) {
        long begin = System.nanoTime();
        try {
            sendAll(follower);
        } catch (LinkException gone) {
            // The session ends for the same reason. The task continues and keeps its events.
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        } finally {
            busyNanos.add(System.nanoTime() - begin);
        }
    }

    private void sendAll(TaskEventSender follower) throws LinkException, InterruptedException {
        try {
            follower.run();
        } catch (WorkspaceException unreadable) {
            sender.send(new MachineMessage.Failure(
                    unreadable.code(),
                    String.valueOf(unreadable.getMessage()),
                    unreadable.hint(),
                    Fault.INFRASTRUCTURE,
                    false));
        } catch (RuntimeException bug) {
            sender.sendBug("sending events", bug);
        }
    }

    /// Returns how long builds ran in this session. Complete after `close`.
    public Duration busy() {
        return Duration.ofNanos(busyNanos.sum());
    }

    @Override
    public synchronized void close() {
        followers.values().forEach(Thread::interrupt);
        boolean interrupted = false;
        for (Thread thread : followers.values()) {
            try {
                thread.join();
            } catch (InterruptedException hurry) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
