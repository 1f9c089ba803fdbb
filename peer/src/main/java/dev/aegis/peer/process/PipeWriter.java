package dev.aegis.peer.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Writes to the socket on one thread of its own. An interrupt closes a socket under the thread
/// that writes to it, and the callers' threads are interrupted whenever somebody cancels a task;
/// that must not end every link.
final class PipeWriter {
    private static final int MOST_WAITING_BYTES = 2 * 1024 * 1024;
    private static final int MOST_PARTS = 64;

    private final SocketChannel socket;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean ended;

    PipeWriter(SocketChannel socket) {
        this.socket = socket;
        Thread.ofPlatform().daemon().name("link-pipe-writer").start(this::run);
    }

    /// Waits while too much is waiting already.
    void add(byte[] message) throws IOException {
        lock.lock();
        try {
            while (!ended && waitingBytes > MOST_WAITING_BYTES) {
                changed.awaitUninterruptibly();
            }
            if (ended) {
                throw new IOException("the other process is gone");
            }
            waiting.add(message);
            waitingBytes += message.length;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            ByteBuffer[] parts = next();
            while (parts.length > 0) {
                write(parts);
                parts = next();
            }
        } catch (IOException gone) {
            // The thread that reads sees it too.
        } finally {
            end();
        }
    }

    private void write(ByteBuffer[] parts) throws IOException {
        while (parts[parts.length - 1].hasRemaining()) {
            socket.write(parts);
        }
    }

    /// Each waiting message after its length; nothing at the end.
    private ByteBuffer[] next() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !ended) {
                changed.awaitUninterruptibly();
            }
            int count = ended ? 0 : Math.min(waiting.size(), MOST_PARTS);
            ByteBuffer[] parts = new ByteBuffer[2 * count];
            for (int i = 0; i < count; i++) {
                byte[] message = waiting.removeFirst();
                waitingBytes -= message.length;
                parts[2 * i] = ByteBuffer.allocate(Integer.BYTES)
                        .putInt(message.length)
                        .flip();
                parts[2 * i + 1] = ByteBuffer.wrap(message);
            }
            changed.signalAll();
            return parts;
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
