package dev.aegis.mcp.notification;

import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.message.MessageSink;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The notifications that wait to be sent to one client.
///
/// Adding never blocks, equal notifications are sent once, and there is a pause between two batches. So the queue
/// stays small even if a resource changes often or the client does not read.
public final class NotificationQueue implements AutoCloseable {
    private static final int MAX_WAITING = 1000;

    private final MessageSink sink;
    private final long pauseNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<JsonObject> waiting = new LinkedHashSet<>();
    private boolean held;
    private boolean running;
    private boolean closed;

    public NotificationQueue(MessageSink sink, Duration pause) {
        this.sink = sink;
        this.pauseNanos = pause.toNanos();
    }

    public void add(JsonObject notification) {
        lock.lock();
        try {
            if (closed || waiting.size() >= MAX_WAITING) {
                return;
            }
            waiting.add(notification);
            send();
        } finally {
            lock.unlock();
        }
    }

    /// Holds notifications back until [#release].
    public NotificationQueue hold() {
        held = true;
        return this;
    }

    public void release() {
        lock.lock();
        try {
            held = false;
            send();
        } finally {
            lock.unlock();
        }
    }

    private void send() {
        if (held || waiting.isEmpty()) {
            return;
        }
        if (!running) {
            running = true;
            Thread.ofVirtual().name("mcp-notifications").start(this::run);
        }
        changed.signal();
    }

    private void run() {
        try {
            while (true) {
                for (JsonObject notification : take()) {
                    sink.send(notification);
                }
                pause();
            }
        } catch (IOException | InterruptedException disconnected) {
            close();
        }
    }

    private List<JsonObject> take() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.await();
            }
            if (closed) {
                throw new InterruptedException("closed");
            }
            var batch = List.copyOf(waiting);
            waiting.clear();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void pause() throws InterruptedException {
        lock.lock();
        try {
            for (long left = pauseNanos; left > 0 && !closed; ) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
