package dev.aegis.espctl.project;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Waits until the kernel reports a change in a set of folders. A scan then finds the changed files, because events can
/// get lost and files are written in several steps.
public final class FolderWatch implements AutoCloseable {
    private static final long QUIET_MS = 150;
    private static final long LONGEST_MS = 3_000;
    private static final long LOOK_AGAIN_MS = 2_000;

    private final WatchService service;
    private final Map<Path, WatchKey> keys = new HashMap<>();
    private boolean complete = true;

    public FolderWatch() throws IOException {
        service = FileSystems.getDefault().newWatchService();
    }

    /// Watches exactly these folders.
    ///
    /// @return whether one of them is new and may have changed before it was watched
    public boolean follow(Collection<Path> folders) {
        complete = true;
        keys.entrySet().removeIf(known -> {
            boolean gone =
                    !folders.contains(known.getKey()) || !known.getValue().isValid();
            if (gone) {
                known.getValue().cancel();
            }
            return gone;
        });
        boolean added = false;
        for (Path folder : folders) {
            if (!keys.containsKey(folder)) {
                register(folder);
                added = true;
            }
        }
        return added && complete;
    }

    /// Whether the kernel reports changes of every folder. If not, the caller must scan at intervals.
    public boolean isComplete() {
        return complete;
    }

    private void register(Path folder) {
        try {
            keys.put(
                    folder,
                    folder.register(
                            service,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE));
        } catch (IOException full) {
            // The kernel's limit was reached, or the folder was removed.
            complete = false;
        }
    }

    /// Waits for a change and then for a short time without changes.
    public void await() throws InterruptedException {
        if (!take(complete ? Long.MAX_VALUE : LOOK_AGAIN_MS)) {
            return;
        }
        long begun = System.nanoTime();
        while (take(QUIET_MS) && System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(LONGEST_MS)) {
            // Still being written.
        }
    }

    private boolean take(long millis) throws InterruptedException {
        @Nullable WatchKey key = service.poll(millis, TimeUnit.MILLISECONDS);
        if (key == null) {
            return false;
        }
        key.pollEvents();
        if (!key.reset()) {
            keys.values().remove(key);
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        try {
            service.close();
        } catch (ClosedWatchServiceException already) {
            return;
        }
    }
}
