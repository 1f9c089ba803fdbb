package dev.aegis.firmware.errors.compiler;

import dev.aegis.firmware.errors.rule.LineNumber;
import dev.aegis.firmware.errors.rule.ProjectPaths;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The includes and template instantiations through which the compiler reached an error, printed on the lines before
/// it. Keeps the last one inside the project.
final class SourceContext {
    /// One step inside the project.
    ///
    /// @param words how the compiler came from there
    record Step(String words, String file, @Nullable Integer line) {
        @Override
        public String toString() {
            return words + file + ":" + line;
        }
    }

    private static final Pattern FIRST_INCLUDE = Pattern.compile("In file included from (.+?):(\\d+)(?::\\d+)?[,:]");
    private static final Pattern NEXT_INCLUDE = Pattern.compile(" +from (.+?):(\\d+)(?::\\d+)?[,:]");
    private static final Pattern REQUIRED =
            Pattern.compile("((?:[A-Za-z]:)?[^:]+):(\\d+):(?:\\d+:)? +required (?:from|by) .*");

    private final ProjectPaths paths;
    private @Nullable Step way;

    SourceContext(ProjectPaths paths) {
        this.paths = paths;
    }

    /// @return whether the line was such a step
    boolean read(String line) {
        Matcher first = FIRST_INCLUDE.matcher(line);
        if (first.matches()) {
            way = null;
            return remember(first, "included from ");
        }
        Matcher next = NEXT_INCLUDE.matcher(line);
        if (next.matches()) {
            return remember(next, "included from ");
        }
        Matcher required = REQUIRED.matcher(line);
        return required.matches() && remember(required, "required from ");
    }

    /// Returns the step once; the next error has its own.
    @Nullable
    Step take() {
        Step last = way;
        way = null;
        return last;
    }

    private boolean remember(Matcher step, String word) {
        if (paths.inProject(step.group(1))) {
            way = new Step(word, paths.relative(step.group(1)), LineNumber.parse(step.group(2)));
        }
        return true;
    }
}
