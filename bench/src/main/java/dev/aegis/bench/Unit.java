package dev.aegis.bench;

import java.util.Locale;

/// The unit of a figure.
enum Unit {
    TIMES("times", "%.2f"),
    SECONDS("s", "%.3f"),
    MILLISECONDS("ms", "%.1f"),
    BYTES("bytes", "%.0f"),
    TOKENS("tokens", "%.0f"),
    PERCENT("%", "%.1f"),
    MEGABYTES("MB", "%.1f"),
    MEGABYTES_PER_SECOND("MB/s", "%.1f");

    private final String label;
    private final String format;

    Unit(String label, String format) {
        this.label = label;
        this.format = format;
    }

    String label() {
        return label;
    }

    String show(double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
