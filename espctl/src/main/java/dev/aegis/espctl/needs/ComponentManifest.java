package dev.aegis.espctl.needs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The local paths in an `idf_component.yml`: `path` and `override_path` of dependencies. A `path` beside `git` leads
/// into that repository and is no local one.
final class ComponentManifest {
    private static final Pattern ENTRY =
            Pattern.compile("(\\s*)(?:- )?[\"']?([^\\s\"':#]+(?:[^\"':#]*[^\\s\"':#])?)[\"']?\\s*:(?:\\s+(.*))?");
    private static final Pattern INLINE =
            Pattern.compile("[{,]\\s*[\"']?(\\w+)[\"']?\\s*:\\s*(\"[^\"]*\"|'[^']*'|[^,}]*)");

    private ComponentManifest() {}

    /// @param override whether the dependency is also in the registry
    /// @param conditional whether rules decide about it
    record LocalPath(String path, int line, boolean override, boolean conditional) {}

    private record Line(int number, int indent, String key, String value) {}

    static List<LocalPath> read(String text) {
        List<Line> lines = lines(text);
        List<LocalPath> found = new ArrayList<>();
        int dependencies = -1;
        for (int at = 0; at < lines.size(); at++) {
            Line line = lines.get(at);
            if (line.indent() <= dependencies || dependencies < 0) {
                dependencies = line.key().equals("dependencies") ? line.indent() : -1;
                if (dependencies < 0 || line.value().isEmpty()) {
                    continue;
                }
            }
            if (line.value().startsWith("{")) {
                inline(line, found);
            } else if (isPath(line.key()) && !line.value().isEmpty()) {
                List<String> beside = siblings(lines, at);
                if (!beside.contains("git")) {
                    found.add(new LocalPath(
                            line.value(),
                            line.number(),
                            line.key().equals("override_path"),
                            beside.contains("rules") || beside.contains("if")));
                }
            }
        }
        return found;
    }

    private static void inline(Line line, List<LocalPath> found) {
        Matcher pair = INLINE.matcher(line.value());
        List<LocalPath> here = new ArrayList<>();
        boolean git = false;
        while (pair.find()) {
            git |= pair.group(1).equals("git");
            if (isPath(pair.group(1))) {
                here.add(new LocalPath(
                        plain(pair.group(2)), line.number(), pair.group(1).equals("override_path"), false));
            }
        }
        if (!git) {
            found.addAll(here);
        }
    }

    private static boolean isPath(String key) {
        return key.equals("path") || key.equals("override_path");
    }

    /// Returns the keys of the mapping that this line is in.
    private static List<String> siblings(List<Line> lines, int at) {
        int indent = lines.get(at).indent();
        List<String> keys = new ArrayList<>();
        for (int up = at; up >= 0 && lines.get(up).indent() >= indent; up--) {
            if (lines.get(up).indent() == indent) {
                keys.add(lines.get(up).key());
            }
        }
        for (int down = at + 1; down < lines.size() && lines.get(down).indent() >= indent; down++) {
            if (lines.get(down).indent() == indent) {
                keys.add(lines.get(down).key());
            }
        }
        return keys;
    }

    private static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String raw : text.split("\\R", -1)) {
            number++;
            Matcher entry = ENTRY.matcher(withoutComment(raw));
            if (entry.matches()) {
                String value = entry.group(3);
                lines.add(new Line(number, entry.group(1).length(), entry.group(2), value == null ? "" : plain(value)));
            }
        }
        return lines;
    }

    private static String withoutComment(String line) {
        int hash = line.startsWith("#") ? 0 : line.indexOf(" #");
        return (hash < 0 ? line : line.substring(0, hash)).stripTrailing();
    }

    private static String plain(String value) {
        String text = value.strip();
        boolean quoted = text.length() > 1
                && ((text.startsWith("\"") && text.endsWith("\"")) || (text.startsWith("'") && text.endsWith("'")));
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
