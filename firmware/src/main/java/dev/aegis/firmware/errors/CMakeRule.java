package dev.aegis.firmware.errors;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `CMake Error at FILE:LINE (COMMAND):` and the indented words below it. CMake quotes the errors of a script that it
/// ran, indented once more; those come out as findings of their own.
final class CMakeRule implements ErrorRule {
    private static final Pattern ERROR =
            Pattern.compile("\\s*CMake Error(?: \\(dev\\))?(?: at (.+?):(\\d+))?(?: \\((\\w+)\\))?:\\s*(.*)");
    private static final int MOST_LINES = 12;

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
        String path = error.group(1);
        boolean inProject = path != null && places.inProject(path);
        return Finding.open(
                inProject ? Weight.CAUSE : Weight.STEP,
                MOST_LINES,
                next -> next.isBlank() || next.startsWith(" "),
                lines -> error(inProject && path != null ? path : null, error.group(2), error.group(4), lines));
    }

    private BuildError error(@Nullable String path, @Nullable String at, String rest, List<String> lines) {
        List<String> words = new ArrayList<>();
        if (!rest.isBlank()) {
            words.add(rest.strip());
        }
        lines.stream().map(String::strip).filter(word -> !word.isEmpty()).forEach(words::add);
        String message = words.isEmpty() ? "CMake failed without a reason" : CMakeMessage.sentence(words);
        CMakeMessage.Advice advice = CMakeMessage.advice(message);
        return new BuildError(
                path == null ? null : places.shown(path),
                path == null ? null : Places.number(at),
                null,
                "error",
                message,
                List.of(),
                advice.category(),
                advice.hint());
    }
}
