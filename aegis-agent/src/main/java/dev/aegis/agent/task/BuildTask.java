package dev.aegis.agent.task;

import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.TaskEvent;
import dev.aegis.protocol.session.TaskResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One build, running or over, as a session sees it. It lives on when the session ends; a later session
/// finds it by its id. Safe for any number of threads.
public interface BuildTask {
    String taskId();

    /// The sequence number of the last event that exists now.
    long lastSeq();

    /// The events after `sinceSeq`, oldest first and without a gap. Waits while there is none and the
    /// task goes on.
    ///
    /// @param sinceSeq the last number that the caller has seen; 0 for all
    /// @param maxEvents the caller's batch; what is there is returned at once, without waiting for more
    /// @return empty only when `sinceSeq` was the last event of a finished task
    List<TaskEvent> eventsAfter(long sinceSeq, int maxEvents) throws InterruptedException;

    /// Returns when it is over, or after `patience`.
    void awaitEnd(Duration patience) throws InterruptedException;

    /// How it ended; empty while it goes on.
    Optional<TaskResult> result();

    /// Ends it within moments; a `finished` event with status `canceled` follows. Does nothing when it
    /// is over.
    void cancel();

    /// The copy of an artifact that the result names. It is the agent's own: no later build can change
    /// it.
    ///
    /// @return empty when this task has no such artifact, or it was evicted
    Optional<Path> artifact(Digest sha256);
}
