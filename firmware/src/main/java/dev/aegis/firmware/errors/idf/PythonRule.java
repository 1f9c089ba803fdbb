package dev.aegis.firmware.errors.idf;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.Category;
import dev.aegis.firmware.errors.rule.ErrorRank;
import dev.aegis.firmware.errors.rule.ErrorRule;
import dev.aegis.firmware.errors.rule.LineNumber;
import dev.aegis.firmware.errors.rule.MissingFileError;
import dev.aegis.firmware.errors.rule.PendingError;
import dev.aegis.firmware.errors.rule.ProjectPaths;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A Python traceback of a tool of the build: its last line says why. If scripts of the project are in the traceback,
/// the error is placed in the last of them.
public final class PythonRule implements ErrorRule {
    private static final Pattern BEGIN = Pattern.compile("\\s*Traceback \\(most recent call last\\):?");
    private static final Pattern FRAME = Pattern.compile("\\s*File \"(.+?)\", line (\\d+)(?:, in .*)?");
    private static final Pattern LAST_LINE =
            Pattern.compile("([A-Za-z_][\\w.]*(?:Error|Exception|Expired|Failed|NotFound|Interrupt|Exit)): (.+)");
    private static final Pattern LAST_OF_ANY_NAME =
            Pattern.compile("([A-Z_]\\w*|(?:[a-z_]\\w*\\.)+[A-Z]\\w*)(?:: ?(.*))?");
    private static final Pattern ABSENT = Pattern.compile(".*No such file or directory: '(.+)'");
    private static final Pattern PROGRAM = Pattern.compile("[\\w+-]+(?:\\.exe)?");
    private static final Pattern MODULE = Pattern.compile("No module named '?([\\w.]+)'?.*");
    private static final Pattern BROKEN = Pattern.compile(
            "(?:\\w+\\.)*(?:AttributeError|ImportError|NameError|SyntaxError|IndentationError|DistributionNotFound|VersionConflict"
                    + "|PackageNotFoundError|PermissionError|RecursionError)");
    private static final int MOST_LINES = 400;

    private final ProjectPaths paths;
    private @Nullable String file;
    private @Nullable String line;
    private boolean inTraceback;

    public PythonRule(ProjectPaths paths) {
        this.paths = paths;
    }

    @Override
    public List<String> keywords() {
        return List.of(
                "Traceback",
                "File \"",
                "rror: ",
                "Exception: ",
                "Expired: ",
                "Failed: ",
                "NotFound: ",
                "Interrupt: ",
                "Exit: ");
    }

    @Override
    public @Nullable PendingError read(String text) {
        if (BEGIN.matcher(text).matches()) {
            file = null;
            inTraceback = true;
            String[] last = new String[1];
            return PendingError.open(
                            ErrorRank.CONSEQUENCE,
                            MOST_LINES,
                            next -> belongs(next, last),
                            lines -> last[0] == null ? at(Category.STEP, "", null) : unnamed(last[0]))
                    .rankedBy(error -> error.message().isEmpty() ? ErrorRank.NONE : rank());
        }
        Matcher frame = FRAME.matcher(text);
        if (frame.matches()) {
            if (paths.inProject(frame.group(1)) && !frame.group(1).startsWith("<")) {
                file = paths.relative(frame.group(1));
                line = frame.group(2);
            }
            return null;
        }
        Matcher last = LAST_LINE.matcher(text);
        if (!last.matches()) {
            return null;
        }
        inTraceback = false;
        return finding(last.group(1), last.group(2));
    }

    /// The lines of a traceback are indented, and the one that ends it is not.
    private boolean belongs(String next, String[] last) {
        if (last[0] != null || !inTraceback) {
            return false;
        }
        if (next.isBlank() || next.startsWith(" ") || next.startsWith("\t")) {
            return true;
        }
        inTraceback = false;
        if (LAST_OF_ANY_NAME.matcher(next).matches()) {
            last[0] = next;
            return true;
        }
        return false;
    }

    private BuildError unnamed(String text) {
        Matcher last = LAST_OF_ANY_NAME.matcher(text);
        return last.matches() && last.group(2) != null && !last.group(2).isBlank()
                ? raised(last.group(1), last.group(2))
                : raised(text.replaceFirst(":$", ""), "");
    }

    private ErrorRank rank() {
        return file == null ? ErrorRank.CONSEQUENCE : ErrorRank.CAUSE;
    }

    private PendingError finding(String type, String words) {
        Matcher absent = ABSENT.matcher(words);
        if (absent.matches()) {
            String name = absent.group(1);
            if (PROGRAM.matcher(name).matches() && !paths.relative(name).contains(".")) {
                return PendingError.cause(at(
                        Category.TOOLCHAIN,
                        "the build machine has no program " + name,
                        "ask the operator of the build machine to verify its store"));
            }
            if (paths.inProject(name)) {
                return PendingError.cause(MissingFileError.of(paths.relative(name), ""));
            }
        }
        Matcher module = MODULE.matcher(words);
        if (module.matches()) {
            return PendingError.cause(module(module.group(1)));
        }
        return PendingError.whole(rank(), raised(type, words));
    }

    private BuildError raised(String type, String words) {
        String message = words.isEmpty() ? type : type + ": " + words;
        if (file != null) {
            return at(
                    Category.STEP, message, "this script of the project raised the exception; correct it at this line");
        }
        return BROKEN.matcher(type).matches()
                ? at(
                        Category.TOOLCHAIN,
                        message,
                        "a Python tool of ESP-IDF does not run; ask the operator of the build machine to verify its"
                                + " store")
                : at(
                        Category.STEP,
                        message,
                        "a Python tool of the build raised this; the lines before it in the log show what it was"
                                + " reading");
    }

    private BuildError module(String name) {
        return at(
                Category.TOOLCHAIN,
                "the Python of the build machine has no module '" + name + "'",
                file == null
                        ? "ask the operator of the build machine to verify its store"
                        : "a build can use Python's standard library and the modules that ESP-IDF installs; add other"
                                + " modules to the project");
    }

    private BuildError at(Category category, String message, @Nullable String hint) {
        return BuildError.at(
                file, file == null ? null : LineNumber.parse(line), null, paths.relativeIn(message), category, hint);
    }
}
