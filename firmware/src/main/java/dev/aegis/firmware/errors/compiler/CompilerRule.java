package dev.aegis.firmware.errors.compiler;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.Category;
import dev.aegis.firmware.errors.compiler.SourceContext.Step;
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
            "((?:[A-Za-z]:)?[^\\s:][^:]*):(\\d+):(?:(\\d+):)? (fatal error|internal compiler error|sorry,"
                    + " unimplemented|[Ee]rror): (.+)");
    private static final Pattern ASSEMBLY = Pattern.compile("/tmp/[^/]+\\.s");
    private static final String COMMAND_LINE = "<command-line>";
    /// As gcc and as clang say it.
    private static final Pattern HEADER = Pattern.compile("(\\S+): No such file or directory|'([^']+)' file not found");

    private static final String LFS = "version https://git-lfs.github.com/spec/";
    private static final Pattern FOREIGN = Pattern.compile("[\u00a1-\uffff]");
    private static final String IN_ENGLISH =
            "correct this line as the compiler says; for a hint, build with LC_ALL=C, which makes its messages English";
    private static final String INCOMPLETE = "a source of ESP-IDF does not find a header that every version has: the"
            + " ESP-IDF of the build machine is incomplete; ask its operator to verify its store";

    private record Place(
            String path, @Nullable Integer line, @Nullable Integer column) {}

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
        Step way = context.take();
        SourceExcerpt excerpt = new SourceExcerpt(paths, at);
        return PendingError.open(
                ErrorRank.CAUSE,
                SourceExcerpt.MOST_LINES,
                excerpt::belongs,
                lines -> withoutLfs(
                        lines,
                        error(
                                new Place(error.group(1), at, column),
                                error.group(4),
                                error.group(5),
                                way,
                                excerpt,
                                lines)));
    }

    /// The repository was cloned without the content of its large files.
    private static BuildError withoutLfs(List<String> lines, BuildError error) {
        return lines.stream().anyMatch(line -> line.contains(LFS))
                ? error.advising("the file is a pointer of Git LFS, not its content; run: git lfs pull")
                : error;
    }

    private BuildError error(
            Place place, String kind, String message, @Nullable Step way, SourceExcerpt excerpt, List<String> lines) {
        String said = paths.relativeIn(message);
        if (paths.inProject(place.path()) || ASSEMBLY.matcher(place.path()).matches()) {
            return told(place, place.path(), kind, said, way != null)
                    .showing(excerpt.of(lines, way == null ? null : way.toString()));
        }
        // The file is ESP-IDF's or the compiler's: the place to edit is where the project's code leads there.
        Step macro = excerpt.macro(lines);
        Step step = macro == null ? way : macro;
        if (step == null) {
            return told(place, place.path(), kind, said, false).showing(excerpt.of(lines, null));
        }
        String reported = "reported in " + place.path() + ":" + place.line();
        return told(new Place(step.file(), step.line(), null), place.path(), kind, said, true)
                .showing(excerpt.of(lines, reported));
    }

    private BuildError told(Place place, String reportedIn, String kind, String message, boolean led) {
        Matcher header = HEADER.matcher(message);
        if (header.matches()) {
            String name = header.group(1) == null ? header.group(2) : header.group(1);
            if (!led && !paths.inProject(reportedIn) && headers.isOfIdf(name)) {
                return at(place, message, Category.MISSING_HEADER, INCOMPLETE).byInfrastructure();
            }
            return at(place, message, Category.MISSING_HEADER, headers.missing(name, place.path()));
        }
        if (kind.startsWith("internal")) {
            return at(
                    place,
                    kind + ": " + message,
                    Category.COMPILER_CRASH,
                    "the compiler crashed; try another optimization level for this file, and report it to the"
                            + " operator");
        }
        return at(place, message, Category.COMPILE, hint(place.path(), message, led));
    }

    private @Nullable String hint(String path, String message, boolean led) {
        if (ASSEMBLY.matcher(path).matches()) {
            return "the assembler rejects the output of the compiler; check the inline assembly of this source file";
        }
        if (led || paths.inProject(path)) {
            String hint = CompilerHints.forMessage(message);
            return hint == null && FOREIGN.matcher(message).find() ? IN_ENGLISH : hint;
        }
        if (path.equals(COMMAND_LINE)) {
            return "a macro on the compiler's command line is wrong; check"
                    + " target_compile_definitions and add_compile_definitions";
        }
        String libc = CompilerHints.forLibrary(message);
        return libc == null
                ? "this file belongs to ESP-IDF or its compiler; check the options and macros that the project"
                        + " sets for it, and sdkconfig"
                : libc;
    }

    private BuildError at(Place place, String message, Category category, @Nullable String hint) {
        return BuildError.at(paths.relative(place.path()), place.line(), place.column(), message, category, hint);
    }
}
