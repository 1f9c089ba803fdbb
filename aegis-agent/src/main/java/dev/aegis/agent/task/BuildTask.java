package dev.aegis.agent.task;

import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.TaskEvent;
import dev.aegis.protocol.session.TaskResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One build, running or finished, for sessions. It outlives the session that started it; a later session finds it by
/// its id. Safe for any number of threads.
public interface BuildTask {
    String taskId();

    /// Returns the sequence number of the last event so far.
    long lastSeq();

    /// Returns the events after `sinceSeq`, oldest first and without a gap. Waits while there is none and the task
    /// runs.
    ///
    /// @param sinceSeq the last number that the caller has; 0 for all
    /// @param maxEvents the most events of one call; existing events are returned without waiting for more
    /// @return empty only if `sinceSeq` is the last event of a finished task
    List<TaskEvent> eventsAfter(long sinceSeq, int maxEvents) throws InterruptedException;

    /// Waits until the task has ended, at most `patience`.
    void awaitEnd(Duration patience) throws InterruptedException;

    /// Returns the result; empty while the task runs.
    Optional<TaskResult> result();

    /// Ends the task; an event `finished` with status `canceled` follows. Does nothing if it has ended.
    void cancel();

    /// Returns the agent's copy of an artifact that the result names. No later build can change it.
    ///
    /// @return empty if this task has no such artifact, or it was evicted
    Optional<Path> artifact(Digest sha256);
}
