package dev.aegis.peer.channel;

import java.util.concurrent.atomic.AtomicLong;

/// How far all send windows of a program together may grow beyond the size at which each begins.
public final class WindowBudget {
    private final AtomicLong left;

    public WindowBudget(long bytes) {
        left = new AtomicLong(bytes);
    }

    boolean take(int bytes) {
        long before = left.getAndUpdate(now -> now >= bytes ? now - bytes : now);
        return before >= bytes;
    }

    void giveBack(int bytes) {
        left.addAndGet(bytes);
    }

    /// Bytes that windows may still grow by.
    public long left() {
        return left.get();
    }
}
