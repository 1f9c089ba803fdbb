package dev.aegis.espctl.command;

import java.util.Optional;
import java.util.regex.Pattern;

/// An argument without a value, such as `--target "$CHIP"` where the variable is not set. Ignoring it would build
/// something else than was meant.
final class EmptyValue {
    private static final Pattern OPTION = Pattern.compile("--?[A-Za-z][A-Za-z-]*");
    private static final Pattern ASSIGNED = Pattern.compile("(--[A-Za-z][A-Za-z-]*)=");

    private EmptyValue() {}

    /// Returns the failure of the first one.
    static Optional<String> in(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (ASSIGNED.matcher(words[i]).matches()) {
                return Optional.of("the value of " + words[i].replace("=", "") + " is empty");
            }
            if (words[i].isEmpty()) {
                return Optional.of(
                        i > 0 && OPTION.matcher(words[i - 1]).matches()
                                ? "the value of " + words[i - 1] + " is empty"
                                : "an argument is empty");
            }
        }
        return Optional.empty();
    }
}
