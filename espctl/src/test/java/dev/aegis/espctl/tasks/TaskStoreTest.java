package dev.aegis.espctl.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.failure.Failure;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskStoreTest {
    @TempDir
    Path state;

    @Test
    void listsTheNewestFirst() {
        TaskStore store = new TaskStore(state);
        store.begin(record("t-1", 1000, ProcessHandle.current()));
        store.begin(record("t-2", 2000, ProcessHandle.current()));

        assertEquals(
                List.of("t-2", "t-1"),
                store.all().stream().map(TaskRecord::taskId).toList());
    }

    @Test
    void saysThatARunningTaskWhoseProcessIsGoneFailed() throws Exception {
        Process process = new ProcessBuilder("sleep", "1000").start();
        TaskStore store = new TaskStore(state);
        store.begin(record("t-1", 1000, process.toHandle()));
        assertEquals(TaskState.RUNNING, store.find("t-1").state());

        process.destroyForcibly().waitFor();

        TaskRecord left = store.find("t-1");
        assertEquals(TaskState.FAILED, left.state());
        assertEquals(Fault.INFRASTRUCTURE, left.outcome().fault());
    }

    @Test
    void theProcessOfATaskKeepsTheTimeAtWhichItWasAskedFor() {
        TaskStore store = new TaskStore(state);
        TaskRecord asked = store.begin(record("t-1", 1000, ProcessHandle.current()));
        TaskRecord taken = store.begin(record("t-1", 9000, ProcessHandle.current()));

        assertEquals(1000, asked.progress().createdAtMs());
        assertEquals(1000, taken.progress().createdAtMs());
        assertEquals(taken, store.find("t-1"));
    }

    @Test
    void creationTimesGrowAlsoWhenTheClockDoesNot() {
        Clock still = Clock.fixed(Instant.ofEpochMilli(5000), ZoneOffset.UTC);
        Clock setBack = Clock.fixed(Instant.ofEpochMilli(10), ZoneOffset.UTC);

        assertEquals(5000, new TaskStore(state).nextBirths(still, 3));
        assertEquals(5003, new TaskStore(state).nextBirth(still));
        assertEquals(5004, new TaskStore(state).nextBirth(setBack));
    }

    @Test
    void creationTimesFollowTheRecordsOfAnEarlierEspctl() throws IOException {
        Clock clock = Clock.fixed(Instant.ofEpochMilli(10), ZoneOffset.UTC);
        TaskStore store = new TaskStore(state);
        store.begin(record("t-1", 1000, ProcessHandle.current()));

        assertEquals(1001, store.nextBirth(clock));

        Files.writeString(state.resolve("tasks/last-created"), "damaged");
        assertEquals(1001, store.nextBirth(clock));
    }

    @Test
    void seesTheChangeThatAnotherProcessMadeToAFinishedTask() {
        TaskStore store = new TaskStore(state);
        TaskStore other = new TaskStore(state);
        store.begin(record("t-1", 1000, ProcessHandle.current()));
        store.change("t-1", task -> task.failed(Fault.PROJECT, "wrong", "run: espctl build", 2000));
        assertEquals(0, store.all().getFirst().progress().lastSeq());

        other.change("t-1", task -> task.withLastSeq(1234));

        assertEquals(1234, store.all().getFirst().progress().lastSeq());
    }

    @Test
    void keepsTheNewestFiftyTasksAndAFewMore() {
        TaskStore store = new TaskStore(state);
        for (int task = 1; task <= 61; task++) {
            store.begin(record("t-" + task, task, ProcessHandle.current())
                    .failed(Fault.PROJECT, "wrong", "run: espctl build", task));
            if (task < 61) {
                store.prune();
                assertEquals(task, store.all().size());
            }
        }

        store.prune();

        List<String> kept = store.all().stream().map(TaskRecord::taskId).toList();
        assertEquals(50, kept.size());
        assertEquals("t-61", kept.getFirst());
        assertEquals("t-12", kept.getLast());
    }

    @Test
    void leavesOutARecordThatIsDamaged() throws IOException {
        TaskStore store = new TaskStore(state);
        store.begin(record("t-1", 1000, ProcessHandle.current()));
        Files.createDirectories(state.resolve("tasks/t-2"));
        Files.writeString(state.resolve("tasks/t-2/record.json"), "{\"task_id\":");

        assertEquals(1, store.all().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc", "a/b", "", ".hidden", "a\nb"})
    void refusesATaskIdThatIsAPath(String id) {
        assertEquals(
                "task_id_wrong",
                assertThrows(Failure.class, () -> new TaskStore(state).find(id)).code());
    }

    @Test
    void readsALogFromTheEndAndFromASequenceNumber() throws IOException {
        TaskLog log = log(10);

        TaskLog.Page end = log.page(3, null);
        TaskLog.Page middle = log.page(2, 4L);

        assertEquals(
                List.of(8L, 9L, 10L), end.lines().stream().map(LogLine::seq).toList());
        assertTrue(end.more());
        assertEquals(List.of(5L, 6L), middle.lines().stream().map(LogLine::seq).toList());
        assertEquals(6, middle.nextSeq());
        assertTrue(middle.more());
        assertFalse(log.page(100, null).more());
        assertEquals(10, log.page(5, 10L).nextSeq());
    }

    @Test
    void ignoresALineThatAKillLeftHalfWritten() throws IOException {
        TaskLog log = log(2);
        Files.writeString(state.resolve("tasks/t-1/log.jsonl"), "{\"seq\":3,\"te", StandardOpenOption.APPEND);

        assertEquals(2, log.page(100, null).lines().size());
    }

    private TaskLog log(int lines) throws IOException {
        TaskLog log = new TaskStore(state).folder("t-1").log();
        try (TaskLog.Writer writer = log.write()) {
            for (int seq = 1; seq <= lines; seq++) {
                writer.line(new LogLine(seq, 0, "stdout", "line " + seq));
            }
        }
        return log;
    }

    private static TaskRecord record(String id, long createdAt, ProcessHandle process) {
        Subject subject = new Subject("/p", "demo", "esp32c3", null, "the machine's default", Profile.DEBUG, null);
        return TaskRecord.pending(id, subject, createdAt).followedBy(process).connected("m-1", false);
    }
}
