package dev.aegis.control.state.embedded;

import dev.aegis.control.state.Assignment;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A long poll of a machine that waits for a job. `given` is guarded by the lock of `EmbeddedState`.
final class Poll {
    final String agentId;
    private final CountDownLatch over = new CountDownLatch(1);

    @Nullable
    Assignment given;

    Poll(String agentId) {
        this.agentId = agentId;
    }

    void end(@Nullable Assignment assignment) {
        given = assignment;
        over.countDown();
    }

    void await(Duration wait) {
        try {
            if (!over.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
