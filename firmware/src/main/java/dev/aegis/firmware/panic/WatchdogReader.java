package dev.aegis.firmware.panic;

import dev.aegis.firmware.panic.WatchdogTasks.Running;
import dev.aegis.firmware.panic.WatchdogTasks.Starved;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the lines of the task watchdog: the tasks that starved, then the task that each core ran.
final class WatchdogReader {
    private static final Pattern BEGIN = Pattern.compile("Task watchdog got triggered");
    private static final Pattern STARVED = Pattern.compile("task_wdt:\\s+- (.+?)(?: \\(CPU (\\d|0/1)[^)]*\\))?\\s*$");
    private static final Pattern RUNNING = Pattern.compile("task_wdt: CPU (\\d): (.+?)\\s*$");
    private static final int MOST = 32;

    private final List<Starved> starved = new ArrayList<>();
    private final List<Running> running = new ArrayList<>();
    private int begun;
    private boolean aborting;

    void line(String line) {
        begun += BEGIN.matcher(line).find() ? 1 : 0;
        // The watchdog prints again every few seconds when it does not abort.
        if (begun != 1) {
            return;
        }
        aborting |= line.contains("task_wdt: Aborting");
        Matcher late = STARVED.matcher(line);
        if (late.find() && starved.size() < MOST) {
            String core = late.group(2);
            starved.add(new Starved(late.group(1), core == null || core.length() > 1 ? null : Integer.valueOf(core)));
            return;
        }
        Matcher now = RUNNING.matcher(line);
        if (now.find() && running.size() < MOST) {
            running.add(new Running(Integer.parseInt(now.group(1)), now.group(2)));
        }
    }

    /// Whether the watchdog ended the program.
    boolean isAborting() {
        return aborting;
    }

    @Nullable
    WatchdogTasks tasks() {
        return starved.isEmpty() && running.isEmpty() ? null : new WatchdogTasks(starved, running);
    }
}
