package dev.aegis.peer.channel;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// A clock that a test advances.
final class ManualNanoTime implements LongSupplier {
    private final AtomicLong now = new AtomicLong(1_000_000);

    void advance(Duration by) {
        now.addAndGet(by.toNanos());
    }

    @Override
    public long getAsLong() {
        return now.get();
    }
}
