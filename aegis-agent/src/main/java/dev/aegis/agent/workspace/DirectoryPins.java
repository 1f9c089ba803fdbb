package dev.aegis.agent.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// The directories that are in use now.
final class DirectoryPins {
    private final Map<Path, Integer> pins = new HashMap<>();

    synchronized Pin pin(Path home) {
        pins.merge(home, 1, Integer::sum);
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.getAndSet(false)) {
                release(home);
            }
        };
    }

    synchronized boolean unlessPinned(Path home, Removal removal) {
        if (pins.containsKey(home)) {
            return false;
        }
        try {
            removal.run();
            return true;
        } catch (IOException broken) {
            throw WorkspaceException.of("evicting " + home.getFileName(), broken);
        }
    }

    private synchronized void release(Path home) {
        pins.computeIfPresent(home, (key, count) -> count == 1 ? null : count - 1);
    }

    interface Removal {
        void run() throws IOException;
    }
}
