package dev.aegis.espctl.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.failure.Failure;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Records that espctl wrote before a record had parts, and records of a later version.
class OldRecordsTest {
    @TempDir
    Path state;

    @Test
    void readsTheResultOfABuild() throws IOException {
        TaskRecord task = stored("t-succeeded");

        assertEquals(TaskState.SUCCEEDED, task.state());
        assertEquals(
                new Progress(TaskState.SUCCEEDED, Phase.PACKAGING, 1795894622000L, 1795894699000L, 210, null),
                task.progress());
        assertEquals("v5.3.1", task.subject().idfVersion());
        assertEquals(new Transfer("m-1", "relay", 12345, 678901, List.of("j-2", "j-3")), task.transfer());
        assertEquals(3, present(task.result()).artifacts().size());
    }

    @Test
    void readsTheErrorsOfABuild() throws IOException {
        Outcome outcome = stored("t-failed").outcome();

        assertEquals(Fault.PROJECT, outcome.fault());
        assertEquals("the compiler found errors", outcome.reason());
        assertEquals(1, present(outcome.errors()).errors().size());
    }

    @Test
    void saysThatARunningTaskOfAnOldProcessIsLost() throws IOException {
        for (String id : List.of("t-pending", "t-running")) {
            TaskRecord task = stored(id);
            assertEquals(TaskState.FAILED, task.state());
            assertEquals("espctl ended before the build did", task.outcome().reason());
        }
    }

    /// Other programs read `status --json`, and an older espctl may read the record again.
    @ParameterizedTest
    @ValueSource(strings = {"t-pending", "t-running", "t-succeeded", "t-failed", "t-refused", "t-canceled"})
    void writesTheSameFieldsAndAtMostMore(String id) throws IOException {
        String old = resource(id);

        String now = WireJson.text(WireJson.read(old, TaskRecord.class));

        assertKept(fields(old), fields(now));
    }

    @Test
    void setsARecordOfALaterFormAside() throws IOException {
        put("t-failed", resource("t-failed").replace("\"state\" : \"failed\"", "\"state\" : \"suspended\""));

        TaskStore store = new TaskStore(state);

        assertEquals(List.of(), store.all());
        Failure failure = assertThrows(Failure.class, () -> store.find("t-failed"));
        assertEquals("task_damaged", failure.code());
        assertTrue(failure.sentence().contains("a newer espctl wrote it"), failure.sentence());
    }

    @Test
    void passesOverAFieldOfALaterForm() throws IOException {
        put("t-failed", resource("t-failed").replaceFirst("\\{", "{\"added_later\":{\"a\":[1]},"));

        assertEquals(TaskState.FAILED, new TaskStore(state).find("t-failed").state());
    }

    private TaskRecord stored(String id) throws IOException {
        put(id, resource(id));
        return new TaskStore(state).find(id);
    }

    private void put(String id, String record) throws IOException {
        Files.createDirectories(state.resolve("tasks").resolve(id));
        Files.writeString(state.resolve("tasks").resolve(id).resolve("record.json"), record);
    }

    private static void assertKept(Object old, @Nullable Object now) {
        if (old instanceof Map<?, ?> fields && now instanceof Map<?, ?> others) {
            fields.forEach((name, value) -> assertKept(value, others.get(name)));
        } else if (old instanceof List<?> elements && now instanceof List<?> others) {
            assertEquals(elements.size(), others.size());
            for (int i = 0; i < elements.size(); i++) {
                assertKept(elements.get(i), others.get(i));
            }
        } else {
            assertEquals(old, now);
        }
    }

    private static Map<?, ?> fields(String json) {
        return WireJson.read(json, Map.class);
    }

    private static String resource(String id) throws IOException {
        try (InputStream in = OldRecordsTest.class.getResourceAsStream("/records/" + id + ".json")) {
            return new String(present(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
