package dev.aegis.firmware.errors.idf;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.Category;
import dev.aegis.firmware.errors.rule.ErrorRank;
import dev.aegis.firmware.errors.rule.ErrorRule;
import dev.aegis.firmware.errors.rule.MissingFileError;
import dev.aegis.firmware.errors.rule.PendingError;
import dev.aegis.firmware.errors.rule.ProjectPaths;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Errors of ninja itself: a missing file that no step makes, or an unknown target.
public final class NinjaRule implements ErrorRule {
    private static final Pattern MISSING =
            Pattern.compile("ninja: error: '(.+?)', needed by '(.+?)', missing and no known rule to make it.*");
    private static final Pattern OTHER = Pattern.compile("ninja: error: (.+)");

    private final ProjectPaths paths;

    public NinjaRule(ProjectPaths paths) {
        this.paths = paths;
    }

    @Override
    public List<String> keywords() {
        return List.of("ninja: error");
    }

    @Override
    public @Nullable PendingError read(String line) {
        Matcher missing = MISSING.matcher(line);
        if (missing.matches()) {
            return PendingError.cause(MissingFileError.of(
                    paths.relative(missing.group(1)), "; " + missing.group(2) + " is made from it"));
        }
        Matcher other = OTHER.matcher(line);
        return other.matches()
                ? PendingError.whole(
                        ErrorRank.CONSEQUENCE,
                        BuildError.of(
                                Category.STEP,
                                "ninja: " + other.group(1),
                                "the build folder does not fit this command; run: espctl build --clean"))
                : null;
    }
}
