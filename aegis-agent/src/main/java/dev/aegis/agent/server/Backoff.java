package dev.aegis.agent.server;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The pauses between retries: doubled up to a cap, with random jitter, so that many machines do not reconnect to a
/// restarted build server at once.
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(250);

    private final Duration cap;
    private final RandomGenerator random;
    private Duration next = FIRST;

    Backoff(Duration cap, RandomGenerator random) {
        this.cap = cap;
        this.random = random;
    }

    void reset() {
        next = FIRST;
    }

    /// Returns the next pause.
    ///
    /// @param atLeast the pause that the server asked for
    Duration after(@Nullable Duration atLeast) {
        long millis = next.toMillis();
        next = next.multipliedBy(2).compareTo(cap) > 0 ? cap : next.multipliedBy(2);
        Duration spread = Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
        return atLeast == null || spread.compareTo(atLeast) > 0 ? spread : atLeast.compareTo(cap) > 0 ? cap : atLeast;
    }
}
