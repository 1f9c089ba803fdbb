package dev.aegis.firmware.errors;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A Python traceback: some tool of the build gave up. When a script of the project is on its way, the last such
/// place is where to look.
final class PythonRule implements ErrorRule {
    private static final Pattern FRAME = Pattern.compile("\\s+File \"(.+?)\", line (\\d+)(?:, in .*)?");
    private static final Pattern LAST_LINE = Pattern.compile("([A-Za-z_][\\w.]*(?:Error|Exception)): (.+)");
    private static final Pattern ABSENT = Pattern.compile(".*No such file or directory: '(.+)'");
    private static final Pattern MODULE = Pattern.compile("No module named '?([\\w.]+)'?.*");

    private final Places places;
    private @Nullable String file;
    private @Nullable String line;

    PythonRule(Places places) {
        this.places = places;
    }

    @Override
    public @Nullable Finding read(String text) {
        if (text.startsWith("Traceback (most recent call last)")) {
            file = null;
            return null;
        }
        Matcher frame = FRAME.matcher(text);
        if (frame.matches()) {
            if (places.inProject(frame.group(1)) && !frame.group(1).startsWith("<")) {
                file = places.shown(frame.group(1));
                line = frame.group(2);
            }
            return null;
        }
        Matcher last = LAST_LINE.matcher(text);
        return last.matches() ? finding(last.group(1), last.group(2)) : null;
    }

    private Finding finding(String type, String words) {
        Matcher absent = ABSENT.matcher(words);
        if (absent.matches() && places.inProject(absent.group(1))) {
            return Finding.whole(Weight.CAUSE, MissingFile.named(places.shown(absent.group(1)), ""));
        }
        Matcher module = MODULE.matcher(words);
        if (module.matches()) {
            return Finding.whole(Weight.CAUSE, module(module.group(1)));
        }
        return Finding.whole(
                file == null ? Weight.CONSEQUENCE : Weight.CAUSE,
                at(Category.STEP, type + ": " + words, file == null ? null : "this script of the project stopped"));
    }

    private BuildError module(String name) {
        return at(
                Category.TOOLCHAIN,
                "the machine's Python has no module '" + name + "'",
                file == null
                        ? "tell the operator of the build machine to verify its store"
                        : "a build can use Python's standard library and what ESP-IDF itself installs; put other"
                                + " modules into the project");
    }

    private BuildError at(Category category, String message, @Nullable String hint) {
        return new BuildError(
                file,
                file == null ? null : Places.number(line),
                null,
                "error",
                places.words(message),
                List.of(),
                category,
                hint);
    }
}
