package dev.aegis.agent.task;

import dev.aegis.agent.execution.ArtifactDirectory;
import dev.aegis.agent.sandbox.StopSignal;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.TaskEvent;
import dev.aegis.protocol.session.TaskResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A task that was started by this agent.
///
/// @param stop ends the build; has no effect after its end
record LoggedTask(String taskId, TaskLog log, ArtifactDirectory artifacts, StopSignal stop) implements BuildTask {
    @Override
    public long lastSeq() {
        return log.lastSeq();
    }

    @Override
    public List<TaskEvent> eventsAfter(long sinceSeq, int maxEvents) throws InterruptedException {
        return log.after(sinceSeq, maxEvents);
    }

    @Override
    public void awaitEnd(Duration patience) throws InterruptedException {
        log.awaitEnd(patience);
    }

    @Override
    public Optional<TaskResult> result() {
        return log.result();
    }

    @Override
    public void cancel() {
        stop.stop();
    }

    @Override
    public Optional<Path> artifact(Digest sha256) {
        return artifacts.find(sha256);
    }
}
