package dev.aegis.firmware.errors;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A symbol that is used and nowhere defined. The linker repeats itself for each use; one is enough. It says on a line
/// before in which function and object that use is.
final class UndefinedReferenceRule implements ErrorRule {
    private static final Pattern USER = Pattern.compile(
            "(?:\\S*ld(?:\\.[a-z]+)?(?:\\.exe)?: )?(?:\\S*[/\\\\])?([^\\s/\\\\:]++): in function [`'](.+?)':");
    private static final Pattern REFERENCE = Pattern.compile("(?:\\S*ld(?:\\.[a-z]+)?(?:\\.exe)?: )?"
            + "(?:[^\\s:(]++\\([^\\s:)]++\\):)?"
            + "(?:((?:[A-Za-z]:)?[^\\s:][^:]*+):(?:(\\d+)|\\([^)]*+\\)): )?"
            + "(?:more )?undefined references? to [`'](.+?)'.*");
    private static final int MOST_SYMBOLS = 100;

    private final Places places;
    private final SymbolAdvice advice;
    private final Set<String> symbols = new HashSet<>();
    private @Nullable String user;

    UndefinedReferenceRule(Places places, SymbolAdvice advice) {
        this.places = places;
        this.advice = advice;
    }

    @Override
    public @Nullable Finding read(String line) {
        if (symbols.size() >= MOST_SYMBOLS) {
            return null;
        }
        Matcher function = USER.matcher(line);
        if (function.matches()) {
            String name = function.group(2).strip();
            // A compiler's own label says nothing to a person.
            user = "needed by " + (name.startsWith(".L") ? "" : name + " in ") + function.group(1);
            return null;
        }
        Matcher reference = REFERENCE.matcher(line);
        if (!reference.matches()) {
            return null;
        }
        String symbol = reference.group(3);
        String path = reference.group(1);
        boolean named = path != null && places.inProject(path) && reference.group(2) != null;
        if (!symbols.add(named + " " + symbol)) {
            return null;
        }
        // Some linkers name the object's section first and the source line later: the line is worth more.
        return Finding.whole(
                named ? Weight.CAUSE : Weight.STEP,
                new BuildError(
                        named ? places.shown(path) : null,
                        named ? Places.number(reference.group(2)) : null,
                        null,
                        "error",
                        "undefined reference to '" + symbol + "'",
                        user == null ? List.of() : List.of(user),
                        Category.LINK,
                        advice.undefined(symbol)));
    }
}
