package dev.aegis.agent.task;

import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.TaskEvent;
import dev.aegis.protocol.session.TaskResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// The events of one task, one JSON object per line of a file. In memory there is only where each line
/// begins. The file stays bounded because the sandbox bounds what a build prints.
///
/// A running task holds the file open for writing; whoever reads opens it anew, so that a task that is
/// over holds nothing open.
final class TaskLog implements AutoCloseable {
    private final Path path;
    private final FileChannel file;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition appended = lock.newCondition();
    /// `starts[n]` is where event `n + 1` begins; the entry after the last is the end of the file.
    private long[] starts = new long[256];
    private int count;
    private @Nullable TaskResult result;
    /// The last event, when the disk would not take it.
    private TaskEvent.@Nullable Finished unwritten;

    private TaskLog(Path path, FileChannel file) {
        this.path = path;
        this.file = file;
    }

    /// Opens a log, also one whose writer was killed: an event that is not whole is forgotten.
    static TaskLog open(Path path) throws IOException {
        TaskLog log = new TaskLog(
                path,
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        try {
            log.load();
            if (log.result != null) {
                log.close();
            }
            return log;
        } catch (IOException | RuntimeException broken) {
            log.close();
            throw broken;
        }
    }

    /// Appends the event that `make` makes of its sequence number. After `finished` nothing is added.
    void append(LongFunction<TaskEvent> make) {
        lock.lock();
        try {
            if (result != null) {
                return;
            }
            TaskEvent event = make.apply(count + 1L);
            write(event);
            if (event instanceof TaskEvent.Finished finished) {
                result = finished.result();
                close();
            }
            appended.signalAll();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            lock.unlock();
        }
    }

    /// Ends a task whose log cannot be written any more: the last event is held in memory, so that
    /// nobody waits for ever.
    void endUnwritten(long tsMs, TaskResult how) {
        lock.lock();
        try {
            if (result == null) {
                result = how;
                unwritten = new TaskEvent.Finished(count + 1L, tsMs, how);
                close();
            }
            appended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    long lastSeq() {
        lock.lock();
        try {
            return unwritten == null ? count : count + 1L;
        } finally {
            lock.unlock();
        }
    }

    Optional<TaskResult> result() {
        lock.lock();
        try {
            return Optional.ofNullable(result);
        } finally {
            lock.unlock();
        }
    }

    List<TaskEvent> after(long sinceSeq, int maxEvents) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (sinceSeq >= count && result == null) {
                appended.await();
            }
            TaskEvent last = unwritten;
            if (last != null && sinceSeq == count) {
                return List.of(last);
            }
            int from = Math.clamp(sinceSeq, 0, count);
            return read(from, Math.min(count, from + maxEvents));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            lock.unlock();
        }
    }

    void awaitEnd(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (result == null && left > 0) {
                left = appended.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException ignored) {
            // Every event was written when it was appended.
        }
    }

    private List<TaskEvent> read(int from, int to) throws IOException {
        if (from == to) {
            return List.of();
        }
        byte[] bytes = new byte[Math.toIntExact(starts[to] - starts[from])];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try (FileChannel reading = FileChannel.open(path, StandardOpenOption.READ)) {
            reading.position(starts[from]);
            while (buffer.hasRemaining() && reading.read(buffer) >= 0) {}
        }
        List<TaskEvent> events = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            int start = (int) (starts[i] - starts[from]);
            int end = (int) (starts[i + 1] - starts[from]);
            events.add(WireJson.read(Arrays.copyOfRange(bytes, start, end), TaskEvent.class));
        }
        return events;
    }

    private void write(TaskEvent event) throws IOException {
        byte[] json = WireJson.bytes(event);
        ByteBuffer line =
                ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
        long start = starts[count];
        try {
            long at = start;
            while (line.hasRemaining()) {
                at += file.write(line, at);
            }
        } catch (IOException full) {
            file.truncate(start);
            throw full;
        }
        noteEnd(start + json.length + 1);
    }

    private void noteEnd(long end) {
        count++;
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
        }
        starts[count] = end;
    }

    private void load() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        long position = 0;
        while (file.read(buffer.clear(), position) > 0) {
            buffer.flip();
            for (int i = 0; i < buffer.limit(); i++) {
                if (buffer.get(i) == '\n') {
                    noteEnd(position + i + 1);
                }
            }
            position += buffer.limit();
        }
        file.truncate(starts[count]);
        if (count > 0 && read(count - 1, count).getFirst() instanceof TaskEvent.Finished finished) {
            result = finished.result();
        }
    }
}
