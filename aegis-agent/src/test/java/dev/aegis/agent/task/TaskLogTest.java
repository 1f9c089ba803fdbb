package dev.aegis.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.session.TaskEvent;
import dev.aegis.protocol.session.TaskResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskLogTest {
    private static final TaskResult CANCELED = new TaskResult(
            TaskResult.Status.CANCELED, null, null, null, null, "esp32c3", "v5.3.1", List.of(), List.of());

    @TempDir
    Path folder;

    @Test
    void wakesWaitersAtTheEnd() throws Exception {
        try (TaskLog log = TaskLog.open(folder.resolve("log"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<TaskResult> ended = threads.submit(() -> {
                log.awaitEnd(Duration.ofDays(1));
                return log.result().orElseThrow();
            });
            log.endUnwritten(1, CANCELED);
            assertEquals(CANCELED, ended.get(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void waitsForTheEndNoLongerThanAsked() throws Exception {
        try (TaskLog log = TaskLog.open(folder.resolve("log"))) {
            log.awaitEnd(Duration.ofMillis(1));
            assertTrue(log.result().isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 70_000, 200_000})
    void findsItsEndFromTheEndOfTheFile(int reasonChars) throws Exception {
        Path path = folder.resolve("log");
        TaskResult result = new TaskResult(
                TaskResult.Status.FAILED,
                1,
                null,
                "x".repeat(reasonChars),
                null,
                "esp32c3",
                "v5.3.1",
                List.of(),
                List.of());
        try (TaskLog log = TaskLog.open(path)) {
            assertFalse(TaskLog.isFinished(path), "an empty log");
            log.append(seq -> new TaskEvent.Log(seq, 1, "stdout", "x".repeat(100_000)));
            assertFalse(TaskLog.isFinished(path), "a log line");
            log.append(seq -> new TaskEvent.Finished(seq, 1, result));
        }
        assertTrue(TaskLog.isFinished(path));

        byte[] whole = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(whole, whole.length - 1));
        assertFalse(TaskLog.isFinished(path), "the last line is incomplete");
    }
}
