package dev.aegis.protocol;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Checks for the fields of wire records, used in their compact constructors. Each throws an
/// `IllegalArgumentException` that names the field.
public final class Required {
    private Required() {}

    public static <T> T field(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("field '" + name + "' is missing");
        }
        return value;
    }

    public static String text(String name, @Nullable String value, int maxChars) {
        String present = field(name, value);
        if (present.isBlank()) {
            throw new IllegalArgumentException("field '" + name + "' is empty");
        }
        if (present.length() > maxChars) {
            throw new IllegalArgumentException("field '" + name + "' has " + present.length() + " characters; at most "
                    + maxChars + " are allowed");
        }
        return present;
    }

    public static @Nullable String optionalText(String name, @Nullable String value, int maxChars) {
        return value == null ? null : text(name, value, maxChars);
    }

    public static int between(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "field '" + name + "' is " + value + "; it must be from " + min + " to " + max);
        }
        return value;
    }

    public static long between(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "field '" + name + "' is " + value + "; it must be from " + min + " to " + max);
        }
        return value;
    }

    public static <T> List<T> list(@Nullable List<T> values) {
        if (values == null) {
            return List.of();
        }
        if (values.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("a list has an entry that is null");
        }
        return List.copyOf(values);
    }
}
