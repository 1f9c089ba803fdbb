package dev.aegis.firmware.errors;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A symbol that is used and nowhere defined. The linker repeats itself for each use; one is enough.
final class UndefinedReferenceRule implements ErrorRule {
    private static final Pattern REFERENCE =
            Pattern.compile("(?:\\S*ld(?:\\.[a-z]+)?: )?(?:(\\S[^:]*):(?:(\\d+)|\\([^)]*\\)): )?"
                    + "(?:more )?undefined references? to [`'](.+?)'.*");
    private static final int MOST_SYMBOLS = 100;

    private final Places places;
    private final Set<String> symbols = new HashSet<>();

    UndefinedReferenceRule(Places places) {
        this.places = places;
    }

    @Override
    public @Nullable Finding read(String line) {
        Matcher reference = REFERENCE.matcher(line);
        if (!reference.matches()) {
            return null;
        }
        String symbol = reference.group(3);
        String path = reference.group(1);
        boolean named = path != null && places.inProject(path) && reference.group(2) != null;
        if (symbols.size() >= MOST_SYMBOLS || !symbols.add(named + " " + symbol)) {
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
                        List.of(),
                        Category.LINK,
                        hint(symbol)));
    }

    private static String hint(String symbol) {
        if (symbol.equals("app_main")) {
            return "define void app_main(void) in main/, as extern \"C\" in a C++ file, and list that file in SRCS of"
                    + " main/CMakeLists.txt";
        }
        return "list the file that defines " + symbol
                + " in SRCS, or name the component that has it in REQUIRES; between C and C++ it needs extern \"C\"";
    }
}
