package dev.aegis.firmware.errors;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `CMake Error at FILE:LINE (COMMAND):` and the indented words below it. CMake quotes the errors of a script that it
/// ran, indented once more and wrapped anew; those come out as findings of their own.
final class CMakeRule implements ErrorRule {
    private static final Pattern ERROR = Pattern.compile(
            "\\s*CMake (Error|Warning)(?: \\(dev\\))?(?: (?:at|in) (.+?)(?::(\\d+))?)?(?: \\((\\w+)\\))?(?::\\s*(.*)|$)");
    private static final Pattern CALLER = Pattern.compile("\\s+(\\S+?):(\\d+) \\((\\w+)\\)");
    private static final Pattern COMMAND = Pattern.compile("\\(\\w+\\):");
    private static final Pattern SDKCONFIG = Pattern.compile("^Target '\\w+' in sdkconfig '(.+?)'");
    private static final int MOST_LINES = 24;

    private final Places places;

    CMakeRule(Places places) {
        this.places = places;
    }

    @Override
    public @Nullable Finding read(String line) {
        Matcher error = ERROR.matcher(line);
        if (!error.matches()) {
            return null;
        }
        String path = error.group(2);
        boolean inProject = path != null && places.inProject(path);
        String rest = error.group(5) == null ? "" : error.group(5);
        boolean warning = error.group(1).equals("Warning");
        Finding finding = Finding.open(
                inProject && !warning ? Weight.CAUSE : Weight.STEP,
                MOST_LINES,
                next -> next.isBlank() || next.startsWith(" ") || next.startsWith("Call Stack"),
                lines ->
                        inProject && path != null ? error(path, error.group(3), rest, lines) : calledFrom(rest, lines));
        if (path != null && path.endsWith("run_serial_tool.cmake")) {
            // The tool itself has said why.
            return finding.weighed(whole -> Weight.CONSEQUENCE);
        }
        return finding.weighed(whole -> warning ? CMakeMessage.weightOfWarning(whole.message()) : weight(whole));
    }

    private static Weight weight(BuildError error) {
        if (CMakeMessage.onlyFollows(error.message())) {
            return Weight.CONSEQUENCE;
        }
        return error.file() == null ? Weight.STEP : Weight.CAUSE;
    }

    /// An error in ESP-IDF's scripts belongs to the project's line that led there, where CMake names one.
    private BuildError calledFrom(String rest, List<String> lines) {
        boolean stack = false;
        for (String line : lines) {
            stack |= line.strip().startsWith("Call Stack");
            Matcher caller = CALLER.matcher(line);
            // Every error of a configuration comes through the project() of the top file; that says nothing.
            if (stack
                    && caller.matches()
                    && places.inProject(caller.group(1))
                    && !caller.group(3).equals("project")) {
                return error(caller.group(1), caller.group(2), rest, lines);
            }
        }
        return error(null, null, rest, lines);
    }

    private BuildError error(@Nullable String path, @Nullable String at, String rest, List<String> lines) {
        List<String> words = new ArrayList<>();
        if (!rest.isBlank()) {
            words.add(rest.strip());
        }
        lines.stream()
                .map(String::strip)
                .filter(word -> !word.isEmpty() && !COMMAND.matcher(word).matches())
                .forEach(words::add);
        String said = CMakeMessage.sentence(words);
        String message = said.isEmpty() ? CMakeMessage.NO_REASON : places.words(said);
        CMakeAdvice advice = CMakeAdvice.on(message);
        String file = advice.category() == Category.TOOLCHAIN ? null : path;
        if (file == null) {
            Matcher sdkconfig = SDKCONFIG.matcher(said);
            file = sdkconfig.find() ? sdkconfig.group(1) : null;
        }
        return new BuildError(
                file == null ? null : places.shown(file),
                file == null ? null : Places.number(at),
                null,
                "error",
                message,
                List.of(),
                advice.category(),
                advice.hint());
    }
}
