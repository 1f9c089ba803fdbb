package dev.aegis.firmware.errors.linker;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.Category;
import dev.aegis.firmware.errors.rule.ErrorRank;
import dev.aegis.firmware.errors.rule.ErrorRule;
import dev.aegis.firmware.errors.rule.LineNumber;
import dev.aegis.firmware.errors.rule.PendingError;
import dev.aegis.firmware.errors.rule.ProjectPaths;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A symbol that is used but not defined. The linker reports each use; the first is kept. The function and the object
/// file of the use are on a line before.
public final class UndefinedReferenceRule implements ErrorRule {
    private static final String LINKER = "(?:\\S*ld(?:\\.[a-z]+)?(?:\\.exe)?: )?";
    private static final String LLD_NAME = "(?:\\S*[/\\\\])?(?:ld\\.lld|lld|ld64\\.lld)(?:\\.exe)?: error: ";
    private static final Pattern USER =
            Pattern.compile(LINKER + "(?:\\S*[/\\\\])?([^\\s/\\\\:]++): in function [`'](.+?)':");
    private static final Pattern REFERENCE = Pattern.compile(LINKER
            + "(?:[^\\s:(]++\\([^\\s:)]++\\):)?(?: ?in function [`'].+?': ?)?"
            + "(?:((?:[A-Za-z]:)?[^\\s:][^:]*+):(?:(\\d+)(?::\\([^)]*+\\))?|\\([^)]*+\\)): )?"
            + "(?:more )?undefined references? to [`'](.+?)'.*");
    /// lld names the place on the line below.
    private static final Pattern LLD = Pattern.compile(LLD_NAME + "undefined symbol: (.+)");
    private static final Pattern LLD_PLACE =
            Pattern.compile(">>> referenced by (?:\\S+:\\d+ \\()?((?:[A-Za-z]:)?[^:()]+?):(\\d+)\\)?.*");
    private static final Pattern LLD_OBJECT = Pattern.compile(
            ">>>\\s+(?:referenced by )?(\\S+?\\.o(?:bj)?):\\((.+?)\\)(?: in archive \\S*?([^/\\\\]+\\.a))?");
    private static final int MOST_LLD_LINES = 8;
    private static final int MOST_SYMBOLS = 100;

    private final ProjectPaths paths;
    private final SymbolHints hints = new SymbolHints();
    private final Set<String> symbols = new HashSet<>();
    private @Nullable String user;

    public UndefinedReferenceRule(ProjectPaths paths) {
        this.paths = paths;
    }

    @Override
    public List<String> keywords() {
        return List.of("undefined ref", "in function", "undefined symbol");
    }

    @Override
    public @Nullable PendingError read(String line) {
        if (symbols.size() >= MOST_SYMBOLS) {
            return null;
        }
        Matcher function = USER.matcher(line);
        if (function.matches()) {
            String name = function.group(2).strip();
            // A label of the compiler means nothing to a user.
            user = "needed by " + (name.startsWith(".L") ? "" : name + " in ") + function.group(1);
            return null;
        }
        Matcher lld = LLD.matcher(line);
        if (lld.matches()) {
            return PendingError.open(
                    ErrorRank.CAUSE,
                    MOST_LLD_LINES,
                    next -> next.startsWith(">>>"),
                    lines -> ofLld(lld.group(1), lines));
        }
        Matcher reference = REFERENCE.matcher(line);
        if (!reference.matches()) {
            return null;
        }
        String symbol = reference.group(3);
        String path = reference.group(1);
        boolean named = path != null && paths.inProject(path) && reference.group(2) != null;
        if (!symbols.add(named + " " + symbol)) {
            return null;
        }
        BuildError error = BuildError.at(
                        named ? paths.relative(path) : null,
                        named ? LineNumber.parse(reference.group(2)) : null,
                        null,
                        "undefined reference to '" + symbol + "'",
                        Category.LINK,
                        hints.undefined(symbol))
                .showing(user == null ? List.of() : List.of(user));
        // Some linkers name the object's section first and the source line later: the line is more useful.
        return PendingError.whole(named ? ErrorRank.CAUSE : ErrorRank.STEP, error);
    }

    private BuildError ofLld(String symbol, List<String> lines) {
        String path = null;
        String at = null;
        String object = null;
        for (String line : lines) {
            Matcher place = LLD_PLACE.matcher(line);
            if (path == null && place.matches() && paths.inProject(place.group(1))) {
                path = paths.relative(place.group(1));
                at = place.group(2);
            }
            Matcher used = LLD_OBJECT.matcher(line);
            if (object == null && used.matches()) {
                String archive = used.group(3) == null ? "" : used.group(3);
                object = "needed by " + used.group(2) + " in " + archive + "(" + used.group(1) + ")";
            }
        }
        return BuildError.at(
                        path,
                        LineNumber.parse(at),
                        null,
                        "undefined reference to '" + symbol + "'",
                        Category.LINK,
                        hints.undefined(symbol))
                .showing(object == null ? List.of() : List.of(object));
    }
}
