package dev.aegis.control.state.embedded;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Names that were used, each until it may be used again. Guarded by the lock of `EmbeddedState`.
final class OnceOnly {
    private static final int MAX_NAMES = 100_000;

    private final Map<String, Instant> untilByName = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MAX_NAMES;
        }
    };

    boolean useOnce(String name, Instant now, Instant until) {
        Instant used = untilByName.get(name);
        if (used != null && used.isAfter(now)) {
            return false;
        }
        untilByName.put(name, until);
        return true;
    }

    void release(String name) {
        untilByName.remove(name);
    }

    void removeExpired(Instant now) {
        untilByName.values().removeIf(until -> until.isBefore(now));
    }
}
