package dev.aegis.control.state.embedded;

import dev.aegis.control.state.Rate;
import dev.aegis.control.state.RateDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Token buckets by name. The least recently used ones are dropped when there are too many. Guarded by the lock of
/// `EmbeddedState`.
final class TokenBuckets {
    private static final int MAX_BUCKETS = 100_000;

    private final Map<String, Level> levels = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Level> eldest) {
            return size() > MAX_BUCKETS;
        }
    };

    RateDecision take(String bucket, Rate rate, Instant now) {
        double level = level(bucket, rate, now);
        if (level < 1) {
            double secs = (1 - level) * rate.window().toMillis() / 1000.0 / rate.amount();
            return new RateDecision.Exceeded(Duration.ofMillis((long) Math.ceil(secs * 1000)));
        }
        levels.put(bucket, new Level(level - 1, now));
        return new RateDecision.Allowed((long) (level - 1));
    }

    double level(String bucket, Rate rate, Instant now) {
        Level last = levels.get(bucket);
        if (last == null) {
            return rate.amount();
        }
        double windows = Math.max(0, Duration.between(last.at, now).toMillis())
                / (double) rate.window().toMillis();
        return Math.min(rate.amount(), last.level + windows * rate.amount());
    }

    private record Level(double level, Instant at) {}
}
