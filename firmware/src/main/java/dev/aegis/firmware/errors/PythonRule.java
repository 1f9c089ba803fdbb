package dev.aegis.firmware.errors;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The last line of a Python traceback: some tool of the build gave up.
final class PythonRule implements ErrorRule {
    private static final Pattern LAST_LINE = Pattern.compile("([A-Za-z_][\\w.]*(?:Error|Exception)): (.+)");

    @Override
    public @Nullable Finding read(String line) {
        Matcher last = LAST_LINE.matcher(line);
        return last.matches()
                ? Finding.whole(
                        Weight.CONSEQUENCE, Finding.error(Category.STEP, last.group(1) + ": " + last.group(2), null))
                : null;
    }
}
