package dev.aegis.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Readers and removers of versions. Between processes a file lock does it, which dies with its owner;
/// within this process, where file locks cannot be shared, a count stands in front of it.
final class LeaseLocks {
    private final Path directory;
    private final Map<Path, Held> held = new HashMap<>();

    LeaseLocks(Path storeRoot) {
        this.directory = storeRoot.resolve(".locks");
    }

    /// Named after the tree, not the version: a tree that another one of the same version replaced is
    /// still read.
    Path fileFor(StoreEntry entry) {
        return fileFor(Path.of(entry.path()));
    }

    private Path fileFor(Path tree) {
        return directory.resolve(String.valueOf(tree.getFileName()));
    }

    synchronized StoreLease read(StoreEntry entry) {
        Path file = fileFor(entry);
        Held current = held.get(file);
        if (current == null) {
            current = new Held(openShared(file));
            held.put(file, current);
        }
        current.readers++;
        return new StoreLease(() -> release(file));
    }

    synchronized boolean isFree(Path tree) throws IOException {
        Path file = fileFor(tree);
        if (held.containsKey(file)) {
            return false;
        }
        if (!Files.exists(file)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        }
    }

    /// Waits until no process reads the tree, and runs `removal` while nobody can begin to.
    synchronized void exclusively(StoreEntry entry, Runnable removal) throws IOException, InterruptedException {
        Path file = fileFor(entry);
        while (held.containsKey(file)) {
            wait();
        }
        Files.createDirectories(directory);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid()) {
                removal.run();
            }
        }
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

    /// A store that was filled by hand, or that this user may only read, has no lock file; then the
    /// count is all there is.
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
            throw new UncheckedIOException("locking " + file, broken);
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException ignored) {
            // The lock goes with the descriptor either way.
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
