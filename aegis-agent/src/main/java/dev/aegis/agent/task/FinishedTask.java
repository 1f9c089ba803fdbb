package dev.aegis.agent.task;

import dev.aegis.agent.execution.ArtifactDirectory;
import dev.aegis.agent.workspace.WorkspaceException;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.TaskEvent;
import dev.aegis.protocol.session.TaskResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A task that has ended. Its log, which may have many megabytes, is read when its events or result are first asked
/// for; artifacts are found without it.
final class FinishedTask implements BuildTask {
    private final String taskId;
    private final Path home;
    private final Clock clock;
    private @Nullable TaskLog log;

    FinishedTask(String taskId, Path home, Clock clock) {
        this.taskId = taskId;
        this.home = home;
        this.clock = clock;
    }

    @Override
    public String taskId() {
        return taskId;
    }

    @Override
    public long lastSeq() {
        return log().lastSeq();
    }

    @Override
    public List<TaskEvent> eventsAfter(long sinceSeq, int maxEvents) throws InterruptedException {
        return log().after(sinceSeq, maxEvents);
    }

    @Override
    public void awaitEnd(Duration patience) {
        // It has ended.
    }

    @Override
    public Optional<TaskResult> result() {
        return log().result();
    }

    @Override
    public void cancel() {
        // It has ended.
    }

    @Override
    public Optional<Path> artifact(Digest sha256) {
        return ArtifactDirectory.of(home).find(sha256);
    }

    private synchronized TaskLog log() {
        TaskLog opened = log;
        if (opened == null) {
            opened = open();
            log = opened;
        }
        return opened;
    }

    private TaskLog open() {
        try {
            TaskLog opened = TaskLog.open(home.resolve(TaskLog.NAME));
            if (opened.result().isEmpty()) {
                // The disk was full when the task ended. The next start of the agent writes the event.
                opened.endUnwritten(
                        clock.millis(),
                        TaskNote.read(home).interrupted("the build machine lost the end of this build's log"));
            }
            return opened;
        } catch (IOException broken) {
            throw WorkspaceException.of("reading the log of task " + taskId, broken);
        }
    }
}
