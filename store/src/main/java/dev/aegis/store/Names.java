package dev.aegis.store;

import java.util.regex.Pattern;

/// Validation of versions and tool names, because they become names of directories.
final class Names {
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");

    private Names() {}

    static String of(String name) {
        if (!HARMLESS.matcher(name).matches()) {
            throw new StoreException(
                    "bad_entry",
                    "'" + name + "' cannot name a version or a tool",
                    "use letters, digits, dots, dashes, underscores and plus signs");
        }
        return name;
    }
}
