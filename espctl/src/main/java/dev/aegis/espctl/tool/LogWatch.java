package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.mcp.catalog.ResourceWatch;
import java.nio.file.Path;

/// Watches the log of a build for its subscribers. The build is another process, so this polls the length of the
/// file, as often as the engine sends notifications.
final class LogWatch implements ResourceWatch {
    private static final String LOGS = "build://log/";
    private static final long PAUSE_MS = 250;

    private final Actions actions;

    LogWatch(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Watching open(String uri, Runnable changed) {
        Thread watch = Thread.ofVirtual().name("log-watch").start(() -> watch(uri.substring(LOGS.length()), changed));
        return watch::interrupt;
    }

    private void watch(String task, Runnable changed) {
        long before = length(task);
        try {
            while (true) {
                Thread.sleep(PAUSE_MS);
                long now = length(task);
                if (now != before) {
                    before = now;
                    changed.run();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private long length(String task) {
        try {
            Path file = actions.showTasks()
                    .logFile(actions.chooseTask().any(task, null).taskId());
            return file.toFile().length() + file.hashCode();
        } catch (Failure none) {
            return 0;
        }
    }
}
