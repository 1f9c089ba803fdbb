package dev.aegis.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.session.TaskResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskLogTest {
    private static final TaskResult CANCELED = new TaskResult(
            TaskResult.Status.CANCELED, null, null, null, null, "esp32c3", "v5.3.1", List.of(), List.of());

    @TempDir
    Path folder;

    @Test
    void whoeverWaitsForTheEndIsToldOfItAtOnce() throws Exception {
        try (TaskLog log = TaskLog.open(folder.resolve("log"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<TaskResult> told = threads.submit(() -> {
                log.awaitEnd(Duration.ofDays(1));
                return log.result().orElseThrow();
            });
            log.endUnwritten(1, CANCELED);
            assertEquals(CANCELED, told.get(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void whoeverWaitsForTheEndWaitsNoLongerThanHeWants() throws Exception {
        try (TaskLog log = TaskLog.open(folder.resolve("log"))) {
            log.awaitEnd(Duration.ofMillis(1));
            assertTrue(log.result().isEmpty());
        }
    }
}
