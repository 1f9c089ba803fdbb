package dev.aegis.mcp.call;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The levels of log messages, lowest first, as in RFC 5424.
public enum LogLevel {
    DEBUG,
    INFO,
    NOTICE,
    WARNING,
    ERROR,
    CRITICAL,
    ALERT,
    EMERGENCY;

    public static Optional<LogLevel> find(String wireName) {
        return Arrays.stream(values())
                .filter(level -> level.toString().equals(wireName))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
