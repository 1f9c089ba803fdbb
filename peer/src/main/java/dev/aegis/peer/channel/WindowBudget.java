package dev.aegis.peer.channel;

import java.util.concurrent.atomic.AtomicLong;

/// The bytes by which all send windows of a program together may exceed their initial size.
public final class WindowBudget {
    private final AtomicLong left;

    public WindowBudget(long bytes) {
        left = new AtomicLong(bytes);
    }

    /// @return false when so much is not left
    boolean reserve(int bytes) {
        long before = left.getAndUpdate(now -> now >= bytes ? now - bytes : now);
        return before >= bytes;
    }

    void release(int bytes) {
        left.addAndGet(bytes);
    }

    /// Bytes by which windows may still grow.
    public long left() {
        return left.get();
    }
}
