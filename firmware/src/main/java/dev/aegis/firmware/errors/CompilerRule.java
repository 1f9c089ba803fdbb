package dev.aegis.firmware.errors;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `main/main.c:12:5: error: ...` of gcc, g++ and the assembler, with the source lines that follow it.
final class CompilerRule implements ErrorRule {
    private static final Pattern ERROR = Pattern.compile(
            "((?:[A-Za-z]:)?[^\\s:][^:]*):(\\d+):(?:(\\d+):)? (fatal error|internal compiler error|[Ee]rror): (.+)");
    private static final Pattern ASSEMBLY = Pattern.compile("/tmp/[^/]+\\.s");
    private static final String COMMAND_LINE = "<command-line>";
    private static final Pattern HEADER = Pattern.compile("(\\S+): No such file or directory");

    private final Places places;
    private final SourceContext context;
    private final HeaderAdvice headers;

    CompilerRule(Places places, HeaderAdvice headers) {
        this.places = places;
        this.context = new SourceContext(places);
        this.headers = headers;
    }

    @Override
    public @Nullable Finding read(String line) {
        if (context.read(line)) {
            return null;
        }
        Matcher error = ERROR.matcher(line);
        if (!error.matches()) {
            return null;
        }
        Integer at = Places.number(error.group(2));
        Integer column = Places.number(error.group(3));
        String way = context.take();
        CompilerExcerpt excerpt = new CompilerExcerpt(places, at);
        return Finding.open(
                Weight.CAUSE,
                CompilerExcerpt.MOST_LINES,
                excerpt::belongs,
                lines -> error(error.group(1), at, column, error.group(4), error.group(5), way)
                        .showing(excerpt.of(lines, way)));
    }

    private BuildError error(
            String path,
            @Nullable Integer line,
            @Nullable Integer column,
            String kind,
            String message,
            @Nullable String way) {
        Matcher header = HEADER.matcher(message);
        if (header.matches()) {
            return at(path, line, column, message, Category.MISSING_HEADER, headers.missing(header.group(1), path));
        }
        if (kind.startsWith("internal")) {
            return at(
                    path,
                    line,
                    column,
                    kind + ": " + message,
                    Category.COMPILER_CRASH,
                    "the compiler itself crashed: try other optimisation for this file, and tell the operator");
        }
        return at(path, line, column, message, Category.COMPILE, hint(path, message, way));
    }

    private @Nullable String hint(String path, String message, @Nullable String way) {
        if (places.inProject(path)) {
            return CompilerHints.forMessage(message);
        }
        if (ASSEMBLY.matcher(path).matches()) {
            return "the assembler refuses what the compiler made of this step's source: look at its inline assembly";
        }
        if (way != null) {
            return CompilerHints.forMessage(message);
        }
        return path.equals(COMMAND_LINE)
                ? "a macro that the build defines on the compiler's command line is at fault: see"
                        + " target_compile_definitions and add_compile_definitions"
                : "this file belongs to ESP-IDF or its compiler: look at what the project changes for it, in"
                        + " sdkconfig, options or macros";
    }

    private BuildError at(
            String path,
            @Nullable Integer line,
            @Nullable Integer column,
            String message,
            Category category,
            @Nullable String hint) {
        return new BuildError(places.shown(path), line, column, "error", message, java.util.List.of(), category, hint);
    }
}
