package dev.aegis.firmware.errors.compiler;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.rule.LineNumber;
import dev.aegis.firmware.errors.rule.ProjectPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The source lines and notes that a compiler prints below an error, shortened to the useful ones.
public final class SourceExcerpt {
    /// In a long chain of macros, the one that the user wrote comes last.
    static final int MOST_LINES = 48;

    private static final Pattern SOURCE = Pattern.compile(" *(\\d*) \\|.*");
    private static final Pattern NOTE =
            Pattern.compile("((?:[A-Za-z]:)?[^:]+):(\\d+):(?:\\d+:)? (?:note|warning): (.+)");
    private static final String MACRO = "in expansion of macro";
    private static final int FAR = 5;
    private static final int MOST_SOURCE = 5;
    private static final int MOST_NOTES = 2;

    private final ProjectPaths paths;
    private @Nullable Integer near;

    /// @param line of the error; a source line far from it belongs to another error, printed at the same time
    SourceExcerpt(ProjectPaths paths, @Nullable Integer line) {
        this.paths = paths;
        this.near = line;
    }

    /// Returns whether the line is source code printed by the compiler. Such text is the user's, not a message.
    public static boolean isSource(String line) {
        int bar = line.indexOf(" |");
        return bar >= 0 && line.substring(0, bar).chars().allMatch(at -> at == ' ' || Character.isDigit(at));
    }

    boolean belongs(String line) {
        Matcher note = NOTE.matcher(line);
        if (note.matches()) {
            near = LineNumber.parse(note.group(2));
            return line.contains(" note: ");
        }
        Matcher source = SOURCE.matcher(line);
        if (!source.matches()) {
            return false;
        }
        Integer number = source.group(1).isEmpty() ? null : LineNumber.parse(source.group(1));
        return number == null || near == null || Math.abs(number - near) <= FAR;
    }

    /// Returns the place in the project of the innermost macro that it wrote, or null.
    SourceContext.@Nullable Step macro(List<String> lines) {
        for (String line : lines) {
            Matcher note = NOTE.matcher(line);
            if (note.matches() && note.group(3).startsWith(MACRO) && paths.inProject(note.group(1))) {
                return new SourceContext.Step(
                        "expanded in ", paths.relative(note.group(1)), LineNumber.parse(note.group(2)));
            }
        }
        return null;
    }

    List<String> of(List<String> lines, @Nullable String way) {
        List<String> source = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (String line : lines) {
            Matcher note = NOTE.matcher(line);
            if (note.matches()) {
                // gcc adds this to every such error.
                if (note.group(3).startsWith("each undeclared identifier")) {
                    continue;
                }
                notes.add(paths.relative(note.group(1)) + ":" + note.group(2) + ": " + note.group(3));
            } else if (notes.isEmpty() && source.size() < MOST_SOURCE) {
                source.add(line);
            }
        }
        List<String> excerpt = new ArrayList<>(source);
        excerpt.addAll(notes.subList(Math.max(0, notes.size() - MOST_NOTES), notes.size()));
        int most = BuildError.MOST_EXCERPT_LINES - (way == null ? 0 : 1);
        List<String> kept = new ArrayList<>(excerpt.subList(0, Math.min(excerpt.size(), most)));
        if (way != null) {
            kept.addFirst(way);
        }
        return kept;
    }
}
