package dev.aegis.firmware.errors.linker;

import dev.aegis.firmware.errors.rule.ComponentTable;
import java.util.Comparator;
import java.util.Optional;

/// The options of sdkconfig without which ESP-IDF leaves a function out.
final class OptionTable {
    private static final String ANY = "*";

    private final ComponentTable options = ComponentTable.read(OptionTable.class, "options.txt");

    /// Returns the options, such as `CONFIG_A=y and CONFIG_B=y`, of the longest name or beginning that fits.
    Optional<String> optionsFor(String symbol) {
        String name = symbol.replaceFirst("\\(.*", "");
        String exact = options.componentOf(name);
        return Optional.ofNullable(exact)
                .or(() -> options.names().stream()
                        .filter(begin -> begin.endsWith(ANY)
                                && name.startsWith(begin.substring(0, begin.length() - ANY.length())))
                        .max(Comparator.comparingInt(String::length))
                        .map(options::componentOf))
                .map(found -> found.replace("+", "=y and ") + "=y");
    }
}
