package dev.aegis.espctl.project;

import dev.aegis.espctl.project.SizeBudget.Limits;
import dev.aegis.firmware.Chip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlTable;

/// Reads `budget` of `[size]`: limits for every chip, and tables with limits for one chip.
final class SizeBudgetReader {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*([KkMm]?)(?:i?[Bb])?");
    private static final Set<String> LIMITS = Set.of("app", "app_percent", "ram");
    private static final long KIBI = 1024;

    private final Problems problems;

    /// Makes the failure for a wrong value.
    interface Problems {
        /// @param path of the value in the file
        RuntimeException wrong(List<String> path, String reason);

        /// @param known what may be there instead
        RuntimeException unknown(List<String> path, Set<String> known);
    }

    SizeBudgetReader(Problems problems) {
        this.problems = problems;
    }

    /// @param budget null when the project has none
    SizeBudget read(@Nullable Object budget) {
        List<String> path = List.of("size", "budget");
        if (budget == null) {
            return SizeBudget.NONE;
        }
        if (!(budget instanceof TomlTable table)) {
            throw problems.wrong(path, "must be a table, for example: budget = { app = \"900K\", ram = \"120K\" }");
        }
        Map<String, Limits> byChip = new TreeMap<>();
        for (String key : table.keySet()) {
            if (table.get(List.of(key)) instanceof TomlTable chip) {
                byChip.put(key, chip(key, chip, List.of("size", "budget", key)));
            } else if (!LIMITS.contains(key)) {
                Set<String> known = new TreeSet<>(LIMITS);
                known.addAll(chips());
                throw problems.unknown(List.of("size", "budget", key), known);
            }
        }
        return new SizeBudget(limits(table, path), byChip);
    }

    private Limits chip(String name, TomlTable table, List<String> path) {
        if (!chips().contains(name)) {
            throw problems.unknown(path, chips());
        }
        for (String key : table.keySet()) {
            if (!LIMITS.contains(key)) {
                throw problems.unknown(List.of("size", "budget", name, key), LIMITS);
            }
        }
        return limits(table, path);
    }

    private Limits limits(TomlTable table, List<String> path) {
        Long percent = number(table, path, "app_percent");
        if (percent != null && (percent < 1 || percent > 100)) {
            throw problems.wrong(join(path, "app_percent"), "is from 1 to 100, the percentage of the app partition");
        }
        return new Limits(
                size(table, path, "app"), percent == null ? null : percent.intValue(), size(table, path, "ram"));
    }

    private @Nullable Long number(TomlTable table, List<String> path, String key) {
        Object value = table.get(List.of(key));
        if (value == null) {
            return null;
        }
        if (value instanceof Long number) {
            return number;
        }
        throw problems.wrong(join(path, key), "must be a whole number");
    }

    private @Nullable Long size(TomlTable table, List<String> path, String key) {
        Object value = table.get(List.of(key));
        if (value == null) {
            return null;
        }
        if (value instanceof Long number && number > 0) {
            return number;
        }
        if (value instanceof String text) {
            Matcher size = SIZE.matcher(text.strip());
            if (size.matches() && Long.parseLong(size.group(1)) > 0) {
                long unit = switch (size.group(2)) {
                    case "K", "k" -> KIBI;
                    case "M", "m" -> KIBI * KIBI;
                    default -> 1;
                };
                return Long.parseLong(size.group(1)) * unit;
            }
        }
        throw problems.wrong(join(path, key), "must be a number of bytes, or a text like \"900K\" or \"2M\"");
    }

    private static Set<String> chips() {
        Set<String> chips = new TreeSet<>();
        Arrays.stream(Chip.values()).map(Chip::target).forEach(chips::add);
        return chips;
    }

    private static List<String> join(List<String> path, String key) {
        List<String> joined = new ArrayList<>(path);
        joined.add(key);
        return joined;
    }
}
