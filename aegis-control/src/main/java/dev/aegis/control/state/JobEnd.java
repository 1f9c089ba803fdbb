package dev.aegis.control.state;

import org.jspecify.annotations.Nullable;

/// How a job ended; see `SignalingEvent.Ended`.
public record JobEnd(
        String outcome, @Nullable String code, @Nullable String reason) {
    public static final String COMPLETED = "completed";
    public static final String REFUSED = "refused";
    public static final String EXPIRED = "expired";
    public static final String CANCELED = "canceled";
    public static final String LOST = "lost";
}
