package dev.aegis.firmware.errors.compiler;

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

/// `main/main.c:12:5: error: ...` of gcc, g++ and the assembler, with the source lines that follow it.
public final class CompilerRule implements ErrorRule {
    private static final Pattern ERROR = Pattern.compile(
            "((?:[A-Za-z]:)?[^\\s:][^:]*):(\\d+):(?:(\\d+):)? (fatal error|internal compiler error|[Ee]rror): (.+)");
    private static final Pattern ASSEMBLY = Pattern.compile("/tmp/[^/]+\\.s");
    private static final String COMMAND_LINE = "<command-line>";
    private static final Pattern HEADER = Pattern.compile("(\\S+): No such file or directory");

    private final ProjectPaths paths;
    private final SourceContext context;
    private final HeaderHints headers;

    public CompilerRule(ProjectPaths paths) {
        this.paths = paths;
        this.context = new SourceContext(paths);
        this.headers = new HeaderHints(paths);
    }

    @Override
    public List<String> keywords() {
        return List.of("rror: ", " from ", "required ");
    }

    @Override
    public @Nullable PendingError read(String line) {
        if (context.read(line)) {
            return null;
        }
        Matcher error = ERROR.matcher(line);
        if (!error.matches()) {
            return null;
        }
        Integer at = LineNumber.parse(error.group(2));
        Integer column = LineNumber.parse(error.group(3));
        String way = context.take();
        SourceExcerpt excerpt = new SourceExcerpt(paths, at);
        return PendingError.open(
                ErrorRank.CAUSE,
                SourceExcerpt.MOST_LINES,
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
                    "the compiler crashed; try another optimization level for this file, and report it to the operator");
        }
        return at(path, line, column, message, Category.COMPILE, hint(path, message, way));
    }

    private @Nullable String hint(String path, String message, @Nullable String way) {
        if (paths.inProject(path)) {
            return CompilerHints.forMessage(message);
        }
        if (ASSEMBLY.matcher(path).matches()) {
            return "the assembler rejects the output of the compiler; check the inline assembly of this source file";
        }
        if (way != null) {
            return CompilerHints.forMessage(message);
        }
        return path.equals(COMMAND_LINE)
                ? "a macro on the compiler's command line is wrong; check"
                        + " target_compile_definitions and add_compile_definitions"
                : "this file belongs to ESP-IDF or its compiler; check the options and macros that the project"
                        + " sets for it, and sdkconfig";
    }

    private BuildError at(
            String path,
            @Nullable Integer line,
            @Nullable Integer column,
            String message,
            Category category,
            @Nullable String hint) {
        return BuildError.at(paths.relative(path), line, column, message, category, hint);
    }
}
