package dev.aegis.firmware.errors;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// ninja's own errors: a file that nothing makes, or a target that does not exist.
final class NinjaRule implements ErrorRule {
    private static final Pattern MISSING =
            Pattern.compile("ninja: error: '(.+?)', needed by '(.+?)', missing and no known rule to make it.*");
    private static final Pattern OTHER = Pattern.compile("ninja: error: (.+)");

    private final Places places;

    NinjaRule(Places places) {
        this.places = places;
    }

    @Override
    public @Nullable Finding read(String line) {
        Matcher missing = MISSING.matcher(line);
        if (missing.matches()) {
            return Finding.whole(
                    Weight.CAUSE,
                    MissingFile.named(places.shown(missing.group(1)), "; " + missing.group(2) + " is made from it"));
        }
        Matcher other = OTHER.matcher(line);
        return other.matches()
                ? Finding.whole(Weight.CONSEQUENCE, Finding.error(Category.STEP, "ninja: " + other.group(1), null))
                : null;
    }
}
