package dev.aegis.peer.channel;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerLink.Connected;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// How far a link has come: opened, connected, over. It ends once, and remembers why. Whoever sees
/// that it is over finds its channels told: they are told under this lock, never the other way.
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

    /// Ends it for this reason, unless it is over already.
    void ended(LinkException why) {
        change(() -> {
            if (!isOver()) {
                reason = why;
            }
            channels.end();
        });
    }

    /// This side ends it. What was sent may still arrive, so the channels do not end yet.
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

    boolean isOver() {
        lock.lock();
        try {
            return closed || reason != null;
        } finally {
            lock.unlock();
        }
    }

    /// Thrown where it is noticed, so that the trace tells who asked.
    ///
    /// @return null while it is not over
    @Nullable
    LinkException whyOver() {
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

    void throwIfOver() throws LinkException {
        LinkException over = whyOver();
        if (over != null) {
            throw over;
        }
    }

    /// The connection, over or not, for whoever gives it back.
    @Nullable
    FrameLink frames() {
        lock.lock();
        try {
            return frames;
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    FrameLink liveFrames() {
        lock.lock();
        try {
            return isOver() ? null : frames;
        } finally {
            lock.unlock();
        }
    }

    FrameLink requireFrames() throws LinkException {
        lock.lock();
        try {
            throwIfOver();
            if (frames == null) {
                throw new LinkException("link_closed", "the link is not open yet");
            }
            return frames;
        } finally {
            lock.unlock();
        }
    }

    /// An engine may report before its `open` has returned.
    ///
    /// @return null when it is over
    @Nullable
    FrameLink awaitFrames() {
        lock.lock();
        try {
            while (frames == null && !isOver()) {
                changed.awaitUninterruptibly();
            }
            return liveFrames();
        } finally {
            lock.unlock();
        }
    }

    /// @param end in nanoseconds of the clock
    /// @return null when it is not connected by then
    @Nullable
    Connected awaitConnected(long end) throws LinkException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                throwIfOver();
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

    /// @return whether it is over, after so long at most
    boolean awaitEnd(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!isOver() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return isOver();
        } finally {
            lock.unlock();
        }
    }

    /// @return why it ended; null when this side closed it before anything else ended it
    @Nullable
    LinkException awaitEnd() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!isOver()) {
                changed.await();
            }
            return reason;
        } finally {
            lock.unlock();
        }
    }
}
