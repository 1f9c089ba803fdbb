package dev.aegis.firmware.errors;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A linker fragment (`.lf`) that the generator of the linker script cannot read. The place in it comes
/// last.
final class FragmentRule implements ErrorRule {
    private static final Pattern BEGIN = Pattern.compile("ERROR: failed to parse (.+)");
    private static final Pattern AT =
            Pattern.compile("(.+?)(?:, found (.+?))?\\s+\\(at char \\d+\\)," + " \\(line:(\\d+), col:(\\d+)\\)");
    private static final int MOST_LINES = 3;

    private final Places places;

    FragmentRule(Places places) {
        this.places = places;
    }

    @Override
    public @Nullable Finding read(String line) {
        Matcher begin = BEGIN.matcher(line);
        return begin.matches()
                ? Finding.open(
                        Weight.CAUSE,
                        MOST_LINES,
                        next -> !next.startsWith("ninja: ") && !next.startsWith("["),
                        lines -> error(begin.group(1), lines))
                : null;
    }

    private BuildError error(String file, List<String> lines) {
        Matcher at = lines.stream()
                .map(AT::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .orElse(null);
        return new BuildError(
                places.shown(file),
                at == null ? null : Places.number(at.group(3)),
                at == null ? null : Places.number(at.group(4)),
                "error",
                at == null ? "the linker fragment cannot be parsed" : words(at),
                at == null ? lines : List.of(),
                Category.LINK,
                "a fragment has sections [sections:], [scheme:] and [mapping:], each with its keys indented below");
    }

    private static String words(Matcher at) {
        return at.group(1) + (at.group(2) == null ? "" : ", found " + at.group(2));
    }
}
