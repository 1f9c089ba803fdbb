package dev.aegis.firmware.errors;

import java.util.List;
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
            String file = places.shown(missing.group(1));
            return Finding.whole(
                    Weight.CAUSE,
                    new BuildError(
                            file,
                            null,
                            null,
                            "error",
                            "the file " + file + " is missing; " + missing.group(2) + " is made from it",
                            List.of(),
                            Category.MISSING_FILE,
                            "add the file, or correct the name where sdkconfig or a CMakeLists.txt asks for it"));
        }
        Matcher other = OTHER.matcher(line);
        return other.matches()
                ? Finding.whole(Weight.STEP, Finding.error(Category.STEP, "ninja: " + other.group(1), null))
                : null;
    }
}
