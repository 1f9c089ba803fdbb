package dev.aegis.espctl.control;

import dev.aegis.espctl.failure.Count;
import org.jspecify.annotations.Nullable;

/// The words for the permissions that a key has left.
public final class Quota {
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private Quota() {}

    /// @param remaining permissions left in the present window
    /// @param windowSecs length of that window; absent when the server does not say it
    public static String left(long remaining, @Nullable Integer windowSecs) {
        return Count.of(remaining, "permission") + (windowSecs == null ? "" : per(windowSecs)) + " left";
    }

    private static String per(int seconds) {
        return switch (seconds) {
            case MINUTE -> " a minute";
            case HOUR -> " an hour";
            default -> " per " + seconds + " s";
        };
    }
}
