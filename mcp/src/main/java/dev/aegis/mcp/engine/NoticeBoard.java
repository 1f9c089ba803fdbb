package dev.aegis.mcp.engine;

import dev.aegis.mcp.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Notices that wait to be sent to one client. Posting never waits, equal notices become one, and there
/// is a pause between two batches: so neither a busy source nor a client that does not read makes it
/// grow.
final class NoticeBoard implements AutoCloseable {
    private static final int MOST = 1000;

    private final Outlet outlet;
    private final long pauseNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<JsonObject> waiting = new LinkedHashSet<>();
    private boolean held;
    private boolean running;
    private boolean closed;

    NoticeBoard(Outlet outlet, Duration pause) {
        this.outlet = outlet;
        this.pauseNanos = pause.toNanos();
    }

    void post(JsonObject notice) {
        lock.lock();
        try {
            if (closed || waiting.size() >= MOST) {
                return;
            }
            waiting.add(notice);
            send();
        } finally {
            lock.unlock();
        }
    }

    /// Keeps notices back until [#release].
    NoticeBoard hold() {
        held = true;
        return this;
    }

    void release() {
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
            Thread.ofVirtual().name("mcp-notices").start(this::run);
        }
        changed.signal();
    }

    private void run() {
        try {
            while (true) {
                for (JsonObject notice : take()) {
                    outlet.send(notice);
                }
                pause();
            }
        } catch (IOException | InterruptedException gone) {
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
