package dev.aegis.store;

import dev.aegis.protocol.IoReason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shared locks of builds on the directories that they read, and exclusive locks of changes. Processes use file locks,
/// which end with their owner. Within one process file locks cannot be shared, so readers are counted.
final class LeaseLocks {
    private final Path directory;
    private final Map<Path, Held> held = new HashMap<>();

    LeaseLocks(Path storeRoot) {
        this.directory = storeRoot.resolve(".locks");
    }

    /// The lock file of a directory. It has the directory's name, not the version's: a build may read a tree after
    /// another tree has replaced it in the manifest.
    ///
    /// @param place relative to the store
    private Path fileFor(String place) {
        Path path = Path.of(place);
        return directory.resolve(
                path.startsWith("versions") ? String.valueOf(path.getFileName()) : place.replace('/', '+'));
    }

    /// Creates the lock file of a directory. The agent's user may only read it.
    void prepare(String place) throws IOException {
        Path file = fileFor(place);
        Files.createDirectories(directory);
        TreeCopy.makeReadable(directory);
        if (!Files.exists(file)) {
            TreeCopy.makeReadable(Files.createFile(file));
        }
    }

    /// Keeps the directories of an entry from being changed until the lease is closed.
    synchronized StoreLease read(StoreEntry entry) {
        List<Path> files = new ArrayList<>();
        try {
            for (String place : entry.directories()) {
                Path file = fileFor(place);
                addReader(file);
                files.add(file);
            }
        } catch (StoreException broken) {
            files.forEach(this::release);
            throw broken;
        }
        return new StoreLease(() -> files.forEach(this::release));
    }

    private void addReader(Path file) {
        Held current = held.get(file);
        if (current == null) {
            current = new Held(openShared(file));
            held.put(file, current);
        }
        current.readers++;
    }

    /// Makes a change unless a build reads the directory.
    synchronized void ifFree(String place, Change change) throws IOException {
        Path file = fileFor(place);
        if (held.containsKey(file)) {
            return;
        }
        prepare(place);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                change.make();
            }
        }
    }

    /// Waits until no build reads the directory, then makes a change before another one can start to.
    synchronized void exclusively(String place, Change change) throws IOException, InterruptedException {
        Path file = fileFor(place);
        while (held.containsKey(file)) {
            wait();
        }
        prepare(place);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid()) {
                change.make();
            }
        }
    }

    interface Change {
        void make() throws IOException;
    }

    private synchronized void release(Path file) {
        Held current = held.get(file);
        if (current == null || --current.readers > 0) {
            return;
        }
        held.remove(file);
        current.close();
        notifyAll();
    }

    /// Returns null if there is no lock file, as in a store that was filled by hand. Then only readers in this process
    /// are counted.
    private @Nullable FileChannel openShared(Path file) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            FileLock shared = channel.lock(0, Long.MAX_VALUE, true);
            if (!shared.isValid()) {
                throw new IOException("lock on " + file + " was lost");
            }
            return channel;
        } catch (NoSuchFileException absent) {
            return null;
        } catch (IOException broken) {
            closeQuietly(channel);
            throw new StoreException(
                    "lock_failed",
                    "locking " + file + ": " + IoReason.of(broken),
                    "give the agent's user read access to the store",
                    broken);
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException ignored) {
            // The lock ends with the descriptor.
        }
    }

    private static final class Held {
        private final @Nullable FileChannel channel;
        private int readers;

        Held(@Nullable FileChannel channel) {
            this.channel = channel;
        }

        void close() {
            closeQuietly(channel);
        }
    }
}
