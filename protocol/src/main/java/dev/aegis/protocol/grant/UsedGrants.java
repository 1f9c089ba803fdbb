package dev.aegis.protocol.grant;

import java.util.HashMap;
import java.util.Map;

/// The replay protection of grants: keeps the id of each accepted grant until the grant has expired.
public final class UsedGrants {
    private final Map<String, Long> untilById = new HashMap<>();

    /// Records a use.
    ///
    /// @return whether it is the first
    public synchronized boolean useOnce(String grantId, long untilUnixSecs, long nowUnixSecs) {
        untilById.values().removeIf(until -> until < nowUnixSecs);
        return untilById.putIfAbsent(grantId, untilUnixSecs) == null;
    }
}
