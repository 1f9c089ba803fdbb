package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.tasks.FilePoll;
import dev.aegis.mcp.catalog.ResourceWatch;
import java.nio.file.Path;

/// Watches the log of a build for its subscribers, by the length of the file.
final class LogWatch implements ResourceWatch {
    private static final String LOGS = "build://log/";

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
                FilePoll.pause();
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
