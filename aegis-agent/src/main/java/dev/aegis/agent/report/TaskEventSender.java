package dev.aegis.agent.report;

import dev.aegis.agent.task.BuildTask;
import dev.aegis.peer.LinkException;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.TaskEvent;
import java.time.Duration;
import java.util.List;

/// Sends the events of one task to one client. The task stores them, so a slow client delays only itself.
final class TaskEventSender {
    private static final int BATCH_EVENTS = 512;
    private static final int BATCH_CHARS = 32 * 1024;

    /// The pause between two batches, so that events that follow each other share a message. The end of the task ends
    /// it.
    private static final Duration GATHER = Duration.ofMillis(20);

    private final BuildTask task;
    private final MessageSender sender;
    private long seen;

    TaskEventSender(BuildTask task, long sinceSeq, MessageSender sender) {
        this.task = task;
        this.seen = sinceSeq;
        this.sender = sender;
    }

    /// Returns when the last event was sent.
    void run() throws LinkException, InterruptedException {
        List<TaskEvent> batch = next();
        while (!batch.isEmpty()) {
            sender.send(new MachineMessage.Events(task.taskId(), batch));
            seen = batch.getLast().seq();
            if (batch.getLast() instanceof TaskEvent.Finished) {
                return;
            }
            task.awaitEnd(GATHER);
            batch = next();
        }
    }

    private List<TaskEvent> next() throws InterruptedException {
        List<TaskEvent> there = task.eventsAfter(seen, BATCH_EVENTS);
        int chars = 0;
        for (int i = 0; i < there.size(); i++) {
            chars += size(there.get(i));
            if (chars > BATCH_CHARS) {
                return there.subList(0, i + 1);
            }
        }
        return there;
    }

    private static int size(TaskEvent event) {
        return event instanceof TaskEvent.Log log ? log.text().length() + 64 : 64;
    }
}
