package dev.aegis.peer.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The writer thread of a pipe. An interrupt closes a socket while a thread writes to it, and callers
/// are interrupted when a task is canceled; with a separate thread that does not end every link.
final class PipeWriter {
    private static final int MAX_WAITING_BYTES = 2 * 1024 * 1024;
    private static final int MAX_PARTS = 64;

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

    /// Queues a message; waits while the queue is over its limit.
    void add(byte[] message) throws IOException {
        lock.lock();
        try {
            while (!ended && waitingBytes > MAX_WAITING_BYTES) {
                changed.awaitUninterruptibly();
            }
            if (ended) {
                throw new IOException("the other process has closed the pipe");
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
            // The reader thread gets the same error and handles it.
        } finally {
            end();
        }
    }

    private void write(ByteBuffer[] parts) throws IOException {
        while (parts[parts.length - 1].hasRemaining()) {
            socket.write(parts);
        }
    }

    /// Returns the queued messages, each after its length; an empty array at the end.
    private ByteBuffer[] next() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !ended) {
                changed.awaitUninterruptibly();
            }
            int count = ended ? 0 : Math.min(waiting.size(), MAX_PARTS);
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
