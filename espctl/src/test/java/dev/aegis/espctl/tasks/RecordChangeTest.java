package dev.aegis.espctl.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aegis.protocol.session.Profile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Records that several processes and threads change at the same time.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RecordChangeTest {
    @TempDir
    Path state;

    @Test
    void losesNoChangeOfAnotherProcessOrThread() throws Exception {
        TaskStore store = new TaskStore(state);
        store.begin(TaskRecord.pending(
                "t-1", new Subject("/p", "demo", "esp32c3", null, "default", Profile.DEBUG, null), 1));

        List<Process> others = new ArrayList<>();
        for (int number = 0; number < 2; number++) {
            others.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            RecordCounter.class.getName(),
                            state.toString(),
                            "t-1")
                    .inheritIO()
                    .start());
        }
        Thread thread = Thread.ofPlatform().start(() -> RecordCounter.count(new TaskStore(state), "t-1"));
        RecordCounter.count(store, "t-1");
        thread.join();
        for (Process other : others) {
            assertEquals(0, other.waitFor());
        }

        assertEquals(4 * RecordCounter.TIMES, store.find("t-1").progress().lastSeq());
    }
}
