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

/// A symbol that is defined twice.
public final class MultipleDefinitionRule implements ErrorRule {
    private static final Pattern TWICE =
            Pattern.compile("(?:\\S*ld(?:\\.[a-z]+)?(?:\\.exe)?: )?(.+?): multiple definition"
                    + " of [`'](.+?)';?(?: (.+?): first defined here)?");
    private static final Pattern LLD = Pattern.compile("\\S*lld(?:\\.exe)?: error: duplicate symbol: (.+)");
    private static final Pattern LLD_PLACE =
            Pattern.compile(">>> defined at (?:\\S+:\\d+ \\()?((?:[A-Za-z]:)?[^:()]+?):(\\d+)\\)?.*");
    private static final int MOST_LLD_LINES = 6;
    private static final Pattern PLACE = Pattern.compile(
            "(?:(?:\\S*[/\\\\])?([^\\s/\\\\(]++\\([^)\\s]++\\)):)?(?:((?:[A-Za-z]:)?[^:(]+):(\\d+)|(.*))");

    private final ProjectPaths paths;

    public MultipleDefinitionRule(ProjectPaths paths) {
        this.paths = paths;
    }

    @Override
    public List<String> keywords() {
        return List.of("multiple definition", "duplicate symbol");
    }

    @Override
    public @Nullable PendingError read(String line) {
        Matcher lld = LLD.matcher(line);
        if (lld.matches()) {
            return PendingError.open(
                    ErrorRank.CAUSE,
                    MOST_LLD_LINES,
                    next -> next.startsWith(">>>"),
                    lines -> ofLld(lld.group(1), lines));
        }
        Matcher twice = TWICE.matcher(line);
        if (!twice.matches()) {
            return null;
        }
        Matcher second = PLACE.matcher(twice.group(1));
        boolean named = second.matches() && second.group(2) != null;
        String first = twice.group(3) == null ? null : where(twice.group(3));
        BuildError error = BuildError.at(
                named ? paths.relative(second.group(2)) : null,
                named ? LineNumber.parse(second.group(3)) : null,
                null,
                "'" + twice.group(2) + "' is defined more than once",
                Category.LINK,
                hint(twice.group(2)));
        return PendingError.cause(
                first == null
                        ? error
                        : error.showing(List.of("first defined in " + first, "again in " + where(twice.group(1)))));
    }

    private String where(String text) {
        Matcher place = PLACE.matcher(text);
        if (!place.matches()) {
            return text;
        }
        String object = place.group(1);
        if (place.group(2) == null) {
            return object == null ? text : object;
        }
        return paths.relative(place.group(2)) + ":" + place.group(3) + (object == null ? "" : " (" + object + ")");
    }

    private BuildError ofLld(String symbol, List<String> lines) {
        List<Matcher> places =
                lines.stream().map(LLD_PLACE::matcher).filter(Matcher::matches).toList();
        Matcher again = places.isEmpty() ? null : places.getLast();
        return BuildError.at(
                        again == null ? null : paths.relative(again.group(1)),
                        again == null ? null : LineNumber.parse(again.group(2)),
                        null,
                        "'" + symbol + "' is defined more than once",
                        Category.LINK,
                        hint(symbol))
                .showing(places.stream()
                        .map(place -> "defined in " + paths.relative(place.group(1)) + ":" + place.group(2))
                        .toList());
    }

    private static String hint(String symbol) {
        return symbol.startsWith("app_main")
                ? "remove one of them; only one file of the build may define app_main"
                : "keep one definition; in a header, declare it extern or make it static inline";
    }
}
