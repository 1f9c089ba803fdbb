package dev.aegis.settings;

import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The value types that both server programs use.
public final class ValueTypes {
    private static final Pattern DISK_SIZE = Pattern.compile("([0-9]{1,15})(%|MiB|GiB|TiB)");
    private static final Map<String, Long> UNITS =
            Map.of("MiB", 1024L * 1024, "GiB", 1024L * 1024 * 1024, "TiB", 1024L * 1024 * 1024 * 1024);

    private ValueTypes() {}

    public static ValueType<String> text() {
        return new ValueType<>("text", text -> text);
    }

    /// A directory or file; a relative path starts at the working directory of the program.
    public static ValueType<Path> path() {
        return new ValueType<>("path", text -> {
            try {
                return Path.of(text).toAbsolutePath().normalize();
            } catch (InvalidPathException notAPath) {
                throw new InvalidValueException("is not a path");
            }
        });
    }

    public static ValueType<String> secret(int minChars) {
        return new ValueType<>(minChars > 1 ? "text of at least " + minChars + " characters" : "text", true, text -> {
            if (text.length() < minChars) {
                throw new InvalidValueException(
                        "is shorter than " + minChars + " characters; make one with: openssl rand -hex 32");
            }
            return text;
        });
    }

    public static ValueType<Boolean> yesOrNo() {
        return new ValueType<>("1 or 0", text -> switch (text) {
            case "1", "true", "yes" -> true;
            case "0", "false", "no" -> false;
            default -> throw new InvalidValueException("is neither 1 nor 0");
        });
    }

    /// @param unit in the plural, such as `MiB`; empty for a plain number
    public static ValueType<Integer> wholeNumber(int min, int max, String unit) {
        return new ValueType<>((min + " to " + max + " " + unit).strip(), text -> (int) number(text, min, max));
    }

    public static ValueType<Duration> seconds(int min, int max) {
        return new ValueType<>(min + " to " + max + " seconds", text -> Duration.ofSeconds(number(text, min, max)));
    }

    public static ValueType<Duration> days(int min, int max) {
        return new ValueType<>(min + " to " + max + " days", text -> Duration.ofDays(number(text, min, max)));
    }

    /// A share of a file system, such as `50%`, or a number of MiB, GiB or TiB, such as `512MiB`.
    public static ValueType<DiskSize> diskSize() {
        return new ValueType<>(
                "1% to 100% of the file system, or a size such as 512MiB, 50GiB, 2TiB",
                text -> {
                    Matcher matcher = DISK_SIZE.matcher(text.replace(" ", ""));
                    if (!matcher.matches()) {
                        throw new InvalidValueException("is not a size; write it like 20GiB or 50%");
                    }
                    long amount = Long.parseLong(matcher.group(1));
                    if (matcher.group(2).equals("%")) {
                        if (amount < 1 || amount > 100) {
                            throw new InvalidValueException("must be from 1% to 100%");
                        }
                        return new DiskSize.Share((int) amount);
                    }
                    return new DiskSize.Bytes(bytes(amount, matcher.group(2)));
                });
    }

    /// `ADDRESS:PORT`, unresolved.
    public static ValueType<InetSocketAddress> socketAddress() {
        return new ValueType<>("ADDRESS:PORT, port 0 to 65535", text -> {
            int colon = text.lastIndexOf(':');
            String host = text.substring(0, Math.max(0, colon)).replaceAll("[\\[\\]]", "");
            try {
                int port = Integer.parseInt(text.substring(colon + 1));
                if (!host.isEmpty()) {
                    return InetSocketAddress.createUnresolved(host, port);
                }
            } catch (IllegalArgumentException notAPort) {
                throw new InvalidValueException("does not end with a port; write it like 127.0.0.1:8470");
            }
            throw new InvalidValueException("is not ADDRESS:PORT; write it like 127.0.0.1:8470");
        });
    }

    /// Values with commas between them; blanks around a value are removed.
    public static <T> ValueType<List<T>> listOf(ValueType<T> type) {
        return new ValueType<>(type.allowed() + "; separated by commas", type.isSecret(), text -> {
            List<T> values = new ArrayList<>();
            for (String part : text.split(",", -1)) {
                if (!part.isBlank()) {
                    values.add(type.parser().parse(part.strip()));
                }
            }
            return List.copyOf(values);
        });
    }

    private static long number(String text, int min, int max) throws InvalidValueException {
        long number;
        try {
            number = Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw new InvalidValueException("is not a whole number");
        }
        if (number < min || number > max) {
            throw new InvalidValueException("must be from " + min + " to " + max);
        }
        return number;
    }

    private static long bytes(long amount, String unit) throws InvalidValueException {
        try {
            return Math.multiplyExact(amount, UNITS.getOrDefault(unit, 1L));
        } catch (ArithmeticException tooLarge) {
            throw new InvalidValueException("is larger than any disk");
        }
    }
}
