package dev.aegis.firmware.errors.idf;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.Category;
import dev.aegis.firmware.errors.rule.ErrorRank;
import dev.aegis.firmware.errors.rule.ErrorRule;
import dev.aegis.firmware.errors.rule.LineNumber;
import dev.aegis.firmware.errors.rule.PendingError;
import dev.aegis.firmware.errors.rule.ProjectPaths;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A step of ninja that failed. ninja prints the step, its command (kilobytes long) and its output. The output is shown
/// if no other rule recognizes it: the tool is unknown, or its messages are not in English.
public final class FailedStepRule implements ErrorRule {
    private static final Pattern FAILED = Pattern.compile("FAILED: (?:\\[code=\\d+\\] )?(\\S+).*");
    private static final Pattern PLACED =
            Pattern.compile("((?:[A-Za-z]:)?[^\\s:][^:]*):(\\d+):(?:(\\d+):)? ?[^:\uff1a]{2,30}[:\uff1a] ?(.+)");
    private static final Pattern LINKED = Pattern.compile("((?:[A-Za-z]:)?[^\\s:][^:]*):(\\d+):(?:(\\d+):)? (.+)");
    private static final Pattern WARNING = Pattern.compile(".*(?:\\[-W(?!error)| (?:warning|note): ).*");
    private static final Pattern LINKER = Pattern.compile("\\S*ld(?:\\.[a-z]+)?(?:\\.exe)?: (.+)");
    private static final Pattern OBJECT = Pattern.compile(".*\\.(?:o|obj)");
    private static final Pattern SAID = Pattern.compile("(?:[\\w.+-]+: )?(?:ERROR|Error|error|FATAL|fatal): (.{8,})");
    private static final String HINT = "the lines below are the output of the tool; correct what they name";

    private final ProjectPaths paths;

    public FailedStepRule(ProjectPaths paths) {
        this.paths = paths;
    }

    @Override
    public List<String> keywords() {
        return List.of("FAILED: ");
    }

    @Override
    public @Nullable PendingError read(String line) {
        Matcher failed = FAILED.matcher(line);
        if (!failed.matches()) {
            return null;
        }
        return PendingError.open(
                        ErrorRank.CONSEQUENCE,
                        BuildError.MOST_EXCERPT_LINES + 1,
                        next -> !next.startsWith("ninja: ") && !next.startsWith("["),
                        lines -> error(failed.group(1), output(lines)))
                // Without output, whatever else the log has says more.
                .rankedBy(error -> error.excerpt().isEmpty() ? ErrorRank.FINAL_MESSAGE : ErrorRank.CONSEQUENCE);
    }

    /// Returns the lines below the command, which is the first line.
    private static List<String> output(List<String> lines) {
        boolean command = !lines.isEmpty() && !SAID.matcher(lines.getFirst()).matches();
        return command ? lines.subList(1, lines.size()) : lines;
    }

    private BuildError error(String made, List<String> output) {
        return placed(made, output)
                .or(() -> linked(output))
                .or(() -> first(output, SAID)
                        .map(said -> BuildError.of(Category.STEP, paths.relativeIn(said.group(1)), HINT)))
                .orElseGet(() -> BuildError.of(Category.STEP, "the step that makes " + made + " failed", HINT))
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
                        .orElse(BuildError.of(Category.LINK, words.group(1), HINT)));
    }

    private static Optional<Matcher> first(List<String> output, Pattern pattern) {
        return output.stream()
                .filter(line -> !WARNING.matcher(line).matches())
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .findFirst();
    }

    private BuildError at(Matcher place, Category category) {
        return BuildError.at(
                paths.relative(place.group(1)),
                LineNumber.parse(place.group(2)),
                place.group(3) == null ? null : LineNumber.parse(place.group(3)),
                place.group(4),
                category,
                HINT);
    }
}
