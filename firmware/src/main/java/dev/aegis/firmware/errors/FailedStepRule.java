package dev.aegis.firmware.errors;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// ninja names the step that failed; then comes its command, kilobytes long, then its output. The output is worth
/// showing when no other rule knows it.
final class FailedStepRule implements ErrorRule {
    private static final Pattern FAILED = Pattern.compile("FAILED: (?:\\[code=\\d+\\] )?(\\S+).*");

    @Override
    public @Nullable Finding read(String line) {
        Matcher failed = FAILED.matcher(line);
        if (!failed.matches()) {
            return null;
        }
        return Finding.open(
                Weight.CONSEQUENCE,
                BuildError.MOST_EXCERPT_LINES + 1,
                next -> !next.startsWith("ninja: ") && !next.startsWith("["),
                lines -> new BuildError(
                        null,
                        null,
                        null,
                        "error",
                        "the step that makes " + failed.group(1) + " failed",
                        lines.size() <= 1 ? List.of() : lines.subList(1, lines.size()),
                        Category.STEP,
                        null));
    }
}
