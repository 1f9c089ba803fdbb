package dev.aegis.espctl.output;

import java.util.regex.Pattern;

/// The last lines of `idf.py build`, which tell how to flash. Their paths are those of the sandbox on the build
/// machine, so they are not shown; `logs` has them.
final class FlashRecipe {
    private static final Pattern BEGIN =
            Pattern.compile("(?:[\\w-]+ )*build complete\\. To flash.*|To flash (?:all build output|the).*run.*");
    private static final Pattern PART = Pattern.compile(
            "\\s*|or(?: from the \"[^\"]*\" directory| run '.*')?|\\s*(?:\\S*python\\S*|idf\\.py|esptool\\S*) .*");

    private boolean inside;

    /// Whether this line belongs to the recipe. Expects every line of a log, in order.
    boolean has(String line) {
        String text = line.stripTrailing();
        inside = BEGIN.matcher(text.strip()).matches()
                || (inside && PART.matcher(text).matches());
        return inside;
    }
}
