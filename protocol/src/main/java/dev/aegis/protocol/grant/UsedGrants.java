package dev.aegis.protocol.grant;

import java.util.HashMap;
import java.util.Map;

/// Remembers which grants were accepted, for as long as they could be accepted again.
public final class UsedGrants {
    private final Map<String, Long> untilById = new HashMap<>();

    /// @return whether this is the grant's first use
    public synchronized boolean useOnce(String grantId, long untilUnixSecs, long nowUnixSecs) {
        untilById.values().removeIf(until -> until < nowUnixSecs);
        return untilById.putIfAbsent(grantId, untilUnixSecs) == null;
    }
}
