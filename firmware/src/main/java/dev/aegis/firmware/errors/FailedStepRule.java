package dev.aegis.firmware.errors;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// ninja names the step that failed; then comes its command, kilobytes long, then its output. The output is worth
/// showing when no other rule knows it: an unknown tool, or a known one that speaks another language
/// than English.
final class FailedStepRule implements ErrorRule {
    private static final Pattern FAILED = Pattern.compile("FAILED: (?:\\[code=\\d+\\] )?(\\S+).*");
    private static final Pattern PLACED =
            Pattern.compile("((?:[A-Za-z]:)?[^\\s:][^:]*):(\\d+):(?:(\\d+):)? ?[^:\uff1a]{2,30}[:\uff1a] ?(.+)");
    private static final Pattern LINKED = Pattern.compile("((?:[A-Za-z]:)?[^\\s:][^:]*):(\\d+):(?:(\\d+):)? (.+)");
    private static final Pattern WARNING = Pattern.compile(".*(?:\\[-W(?!error)| (?:warning|note): ).*");
    private static final Pattern LINKER = Pattern.compile("\\S*ld(?:\\.[a-z]+)?(?:\\.exe)?: (.+)");
    private static final Pattern OBJECT = Pattern.compile(".*\\.(?:o|obj)");
    private static final String HINT = "the lines below are the tool's own words; mend what they name";

    private final Places places;

    FailedStepRule(Places places) {
        this.places = places;
    }

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
                lines -> error(failed.group(1), lines.size() <= 1 ? List.of() : lines.subList(1, lines.size())));
    }

    private BuildError error(String made, List<String> output) {
        return placed(made, output)
                .or(() -> linked(output))
                .orElseGet(() -> Finding.error(Category.STEP, "the step that makes " + made + " failed", HINT))
                .showing(output);
    }

    private Optional<BuildError> placed(String made, List<String> output) {
        return first(output, PLACED)
                .map(place -> at(place, OBJECT.matcher(made).matches() ? Category.COMPILE : Category.STEP));
    }

    private Optional<BuildError> linked(List<String> output) {
        return first(output, LINKER)
                .map(words -> first(output, LINKED)
                        .map(place -> at(place, Category.LINK))
                        .orElse(Finding.error(Category.LINK, words.group(1), HINT)));
    }

    private static Optional<Matcher> first(List<String> output, Pattern pattern) {
        return output.stream()
                .filter(line -> !WARNING.matcher(line).matches())
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .findFirst();
    }

    private BuildError at(Matcher place, Category category) {
        return new BuildError(
                places.shown(place.group(1)),
                Places.number(place.group(2)),
                place.group(3) == null ? null : Places.number(place.group(3)),
                "error",
                place.group(4),
                List.of(),
                category,
                HINT);
    }
}
