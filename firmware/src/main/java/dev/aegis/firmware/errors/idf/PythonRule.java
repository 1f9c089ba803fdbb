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

/// A Python traceback of a tool of the build. If scripts of the project are in the traceback, the error is placed in
/// the last of them.
public final class PythonRule implements ErrorRule {
    private static final Pattern FRAME = Pattern.compile("\\s+File \"(.+?)\", line (\\d+)(?:, in .*)?");
    private static final Pattern LAST_LINE = Pattern.compile("([A-Za-z_][\\w.]*(?:Error|Exception)): (.+)");
    private static final Pattern ABSENT = Pattern.compile(".*No such file or directory: '(.+)'");
    private static final Pattern MODULE = Pattern.compile("No module named '?([\\w.]+)'?.*");

    private final ProjectPaths paths;
    private @Nullable String file;
    private @Nullable String line;

    public PythonRule(ProjectPaths paths) {
        this.paths = paths;
    }

    @Override
    public List<String> keywords() {
        return List.of("Traceback", "File \"", "Error: ", "Exception: ");
    }

    @Override
    public @Nullable PendingError read(String text) {
        if (text.startsWith("Traceback (most recent call last)")) {
            file = null;
            return null;
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
        return last.matches() ? finding(last.group(1), last.group(2)) : null;
    }

    private PendingError finding(String type, String words) {
        Matcher absent = ABSENT.matcher(words);
        if (absent.matches() && paths.inProject(absent.group(1))) {
            return PendingError.cause(MissingFileError.of(paths.relative(absent.group(1)), ""));
        }
        Matcher module = MODULE.matcher(words);
        if (module.matches()) {
            return PendingError.cause(module(module.group(1)));
        }
        return PendingError.whole(
                file == null ? ErrorRank.CONSEQUENCE : ErrorRank.CAUSE,
                at(
                        Category.STEP,
                        type + ": " + words,
                        file == null
                                ? null
                                : "this script of the project raised the exception; correct it at this line"));
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
