package dev.aegis.espctl.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.settings.Environment;
import dev.aegis.espctl.tasks.LogLine;
import dev.aegis.espctl.tasks.Subject;
import dev.aegis.espctl.tasks.TaskLog;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskState;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.protocol.session.Profile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FollowLogTest {
    @TempDir
    Path home;

    private Context context;
    private TaskStore tasks;

    @BeforeEach
    void task() {
        context = Context.of(new Environment(Map.of("HOME", home.toString())), home, "0");
        tasks = context.tasks();
        tasks.begin(TaskRecord.pending(
                "t-1", new Subject(home.toString(), "demo", "esp32c3", null, "default", Profile.DEBUG, null), 1));
    }

    @Test
    void printsEveryLineOnceUntilTheTaskIsOver() throws Exception {
        List<String> seen = new ArrayList<>();
        try (TaskLog.Writer log = tasks.folder("t-1").log().write()) {
            write(log, 1);
            TaskRecord over = new FollowLog(context).run("t-1", 100, null, line -> {
                seen.add(line.text());
                // The next line comes only after this one was seen.
                if (line.seq() < 4) {
                    write(log, line.seq() + 1);
                } else {
                    tasks.change("t-1", task -> task.canceled(5));
                }
            });
            assertEquals(TaskState.CANCELED, over.state());
        }
        assertEquals(List.of("line 1", "line 2", "line 3", "line 4"), seen);
    }

    @Test
    void beginsAtTheLastLinesOrAfterANumber() throws Exception {
        try (TaskLog.Writer log = tasks.folder("t-1").log().write()) {
            for (int seq = 1; seq <= 5; seq++) {
                write(log, seq);
            }
        }
        tasks.change("t-1", task -> task.canceled(5));

        assertEquals(List.of("line 4", "line 5"), follow(2, null));
        assertEquals(List.of("line 3", "line 4", "line 5"), follow(2, 2L));
    }

    private List<String> follow(int lines, @Nullable Long since) throws InterruptedException {
        List<String> seen = new ArrayList<>();
        new FollowLog(context).run("t-1", lines, since, line -> seen.add(line.text()));
        return seen;
    }

    private static void write(TaskLog.Writer log, long seq) {
        log.line(new LogLine(seq, 0, "stdout", "line " + seq));
        log.flush();
    }
}
