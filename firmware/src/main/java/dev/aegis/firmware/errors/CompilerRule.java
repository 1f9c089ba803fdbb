package dev.aegis.firmware.errors;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `main/main.c:12:5: error: ...` of gcc, g++ and the assembler, with the source lines that follow it.
final class CompilerRule implements ErrorRule {
    private static final Pattern ERROR =
            Pattern.compile("([^\\s:][^:]*):(\\d+):(?:(\\d+):)? (?:fatal error|[Ee]rror): (.+)");
    private static final Pattern SOURCE_LINE = Pattern.compile(" *\\d* \\|.*");
    private static final Pattern HEADER = Pattern.compile("(\\S+): No such file or directory");

    private final Places places;

    CompilerRule(Places places) {
        this.places = places;
    }

    @Override
    public @Nullable Finding read(String line) {
        Matcher error = ERROR.matcher(line);
        if (!error.matches()) {
            return null;
        }
        String message = error.group(4);
        Matcher header = HEADER.matcher(message);
        boolean missing = header.matches();
        String hint = missing ? CompilerHints.missingHeader(header.group(1)) : CompilerHints.forMessage(message);
        String file = places.shown(error.group(1));
        return Finding.open(
                Weight.CAUSE,
                BuildError.MOST_EXCERPT_LINES,
                next -> SOURCE_LINE.matcher(next).matches(),
                excerpt -> new BuildError(
                        file,
                        Places.number(error.group(2)),
                        Places.number(error.group(3)),
                        "error",
                        message,
                        List.copyOf(excerpt),
                        missing ? Category.MISSING_HEADER : Category.COMPILE,
                        hint));
    }
}
