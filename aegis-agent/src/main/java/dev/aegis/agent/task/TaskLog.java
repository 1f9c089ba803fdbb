package dev.aegis.agent.task;

import dev.aegis.agent.workspace.WorkspaceException;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.TaskEvent;
import dev.aegis.protocol.session.TaskResult;
import java.io.IOException;
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

/// The events of one task, one JSON object per line of a file. Memory holds only the offset of each line. The file is
/// bounded because the sandbox limits the output of a build.
///
/// A running task holds the file open for writing. Each read opens the file again, so that a finished task holds no
/// descriptor.
final class TaskLog implements AutoCloseable {
    static final String NAME = "events.jsonl";

    private static final int BLOCK_BYTES = 64 * 1024;

    private final Path path;
    private final FileChannel file;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition appended = lock.newCondition();
    /// `starts[n]` is the offset of event `n + 1`; the entry after the last is the end of the file.
    private long[] starts = new long[256];
    private int count;
    private @Nullable TaskResult result;
    /// The last event, if it could not be written.
    private TaskEvent.@Nullable Finished unwritten;

    private TaskLog(Path path, FileChannel file) {
        this.path = path;
        this.file = file;
    }

    /// Opens a log and reads it whole. The writer may have been killed: an incomplete last line is removed.
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

    /// Whether the last line of a log is the event `finished`. Reads only the end of the file, so that a start of the
    /// agent does not read all logs.
    static boolean isFinished(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            byte[] last = lastLine(file);
            return last.length > 0 && WireJson.read(last, TaskEvent.class) instanceof TaskEvent.Finished;
        }
    }

    /// Returns the last line with its line feed; empty if the file is empty or its last line is incomplete.
    private static byte[] lastLine(FileChannel file) throws IOException {
        long end = file.size();
        byte[] tail = new byte[0];
        while (tail.length < end) {
            int more = (int) Math.min(BLOCK_BYTES, end - tail.length);
            ByteBuffer wider = ByteBuffer.allocate(more + tail.length);
            long from = end - tail.length - more;
            while (wider.position() < more && file.read(wider.limit(more), from + wider.position()) >= 0) {}
            tail = wider.limit(wider.capacity()).position(more).put(tail).array();
            if (tail[tail.length - 1] != '\n') {
                return new byte[0];
            }
            for (int i = tail.length - 2; i >= 0; i--) {
                if (tail[i] == '\n') {
                    return Arrays.copyOfRange(tail, i + 1, tail.length);
                }
            }
        }
        return tail;
    }

    /// Appends the event that `make` returns for its sequence number. Does nothing after `finished`.
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
            throw WorkspaceException.of("writing the log of a task", broken);
        } finally {
            lock.unlock();
        }
    }

    /// Ends a task whose log cannot be written. The last event is held in memory, so that readers do not wait forever.
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
            throw WorkspaceException.of("reading the log of a task", broken);
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
        ByteBuffer buffer = ByteBuffer.allocate(BLOCK_BYTES);
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
