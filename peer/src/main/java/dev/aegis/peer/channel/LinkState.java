package dev.aegis.peer.channel;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerLink.Connected;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The state of a link: opened, connected, ended. It ends once and keeps the reason.
///
/// It ends the channels under its own lock, so a thread that sees an ended link sees ended channels
/// too. Lock order: this lock before the table's.
final class LinkState {
    private final ChannelTable channels;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private @Nullable FrameLink frames;
    private @Nullable Connected connected;
    private @Nullable LinkException reason;
    private boolean closed;

    LinkState(ChannelTable channels, LongSupplier nanoTime) {
        this.channels = channels;
        this.nanoTime = nanoTime;
    }

    void opened(FrameLink link) {
        change(() -> frames = link);
    }

    void connected(Connected now) {
        change(() -> connected = now);
    }

    /// Ends the link for this reason, unless it has ended already.
    void ended(LinkException why) {
        change(() -> {
            if (!isEnded()) {
                reason = why;
            }
            channels.end();
        });
    }

    /// Records that this side closes the link. Frames on their way may still arrive, so the channels do
    /// not end yet.
    void closed() {
        change(() -> {
            closed = true;
            channels.seal();
        });
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isEnded() {
        lock.lock();
        try {
            return closed || reason != null;
        } finally {
            lock.unlock();
        }
    }

    /// Returns a new exception with the reason, so that its stack trace shows the caller; null while the
    /// link has not ended.
    @Nullable
    LinkException endReason() {
        lock.lock();
        try {
            if (reason != null) {
                return new LinkException(reason.code(), String.valueOf(reason.getMessage()), reason);
            }
            return closed ? new LinkException("link_closed", "this side closed the link") : null;
        } finally {
            lock.unlock();
        }
    }

    void throwIfEnded() throws LinkException {
        LinkException ended = endReason();
        if (ended != null) {
            throw ended;
        }
    }

    /// Returns the connection, also after the end, so that it can be closed.
    @Nullable
    FrameLink frames() {
        lock.lock();
        try {
            return frames;
        } finally {
            lock.unlock();
        }
    }

    /// Returns the connection; null before it is open and after the end.
    @Nullable
    FrameLink liveFrames() {
        lock.lock();
        try {
            return isEnded() ? null : frames;
        } finally {
            lock.unlock();
        }
    }

    FrameLink requireFrames() throws LinkException {
        lock.lock();
        try {
            throwIfEnded();
            if (frames == null) {
                throw new LinkException("link_closed", "the link is not open yet");
            }
            return frames;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the connection, because an engine may report events before its `open` has returned.
    ///
    /// @return null when the link has ended
    @Nullable
    FrameLink awaitFrames() {
        lock.lock();
        try {
            while (frames == null && !isEnded()) {
                changed.awaitUninterruptibly();
            }
            return liveFrames();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the link is connected.
    ///
    /// @param end the deadline, in nanoseconds of the clock
    /// @return null when the deadline passed first
    @Nullable
    Connected awaitConnected(long end) throws LinkException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                throwIfEnded();
                long left = end - nanoTime.getAsLong();
                if (connected != null || left <= 0) {
                    return connected;
                }
                changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the end, at most this long.
    ///
    /// @return whether the link has ended
    boolean awaitEnd(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!isEnded() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return isEnded();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the end.
    ///
    /// @return the reason; null when this side closed the link first
    @Nullable
    LinkException awaitEnd() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!isEnded()) {
                changed.await();
            }
            return reason;
        } finally {
            lock.unlock();
        }
    }
}
