package dev.aegis.firmware.errors.linker;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.Category;
import dev.aegis.firmware.errors.rule.ErrorRank;
import dev.aegis.firmware.errors.rule.ErrorRule;
import dev.aegis.firmware.errors.rule.LineNumber;
import dev.aegis.firmware.errors.rule.PendingError;
import dev.aegis.firmware.errors.rule.ProjectPaths;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A linker fragment (`.lf`) that the generator of the linker script cannot parse. The line and column are at the end
/// of the message.
public final class FragmentRule implements ErrorRule {
    private static final Pattern BEGIN = Pattern.compile("ERROR: failed to parse (.+)");
    private static final Pattern AT = Pattern.compile("\\(at char \\d+\\), +\\(line:(\\d+), col:(\\d+)\\)");
    private static final int MOST_LINES = 3;

    private final ProjectPaths paths;

    public FragmentRule(ProjectPaths paths) {
        this.paths = paths;
    }

    @Override
    public List<String> keywords() {
        return List.of("failed to parse");
    }

    @Override
    public @Nullable PendingError read(String line) {
        Matcher begin = BEGIN.matcher(line);
        return begin.matches()
                ? PendingError.open(
                        ErrorRank.CAUSE,
                        MOST_LINES,
                        next -> !next.startsWith("ninja: ") && !next.startsWith("["),
                        lines -> error(begin.group(1), lines))
                : null;
    }

    private BuildError error(String file, List<String> lines) {
        for (String line : lines) {
            Matcher at = AT.matcher(line);
            if (at.find()) {
                String words = line.substring(0, at.start()).strip();
                return error(file, LineNumber.parse(at.group(1)), LineNumber.parse(at.group(2)), words);
            }
        }
        return error(file, null, null, "the linker fragment cannot be parsed").showing(lines);
    }

    private BuildError error(String file, @Nullable Integer line, @Nullable Integer column, String words) {
        return BuildError.at(
                paths.relative(file),
                line,
                column,
                words,
                Category.LINK,
                "correct the fragment; it has [sections:], [scheme:] and [mapping:], each with its keys indented below");
    }
}
