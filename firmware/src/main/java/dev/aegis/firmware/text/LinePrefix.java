package dev.aegis.firmware.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The prefixes with a known form that build services, serial monitors and other programs write before each line of the
/// output that they pass on: times, names and quotation marks.
public final class LinePrefix {
    private static final int MOST_NESTED = 5;
    /// A table has a bar at the end of its rows too.
    private static final String BAR = "\\|(?!.*\\|\\s*$)";
    private static final String CLOCK = "\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?";
    private static final String DATE_AND_CLOCK =
            "\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]" + CLOCK + "(?:Z| ?[+-]\\d\\d:?\\d\\d)?";

    /// By the first character of the line, which nearly always rules all of them out.
    private static final List<Pattern> NUMBERED = patterns(
            DATE_AND_CLOCK
                    + "(?: \\d\\d[OE]\\+?| \\[?(?:INFO|ERROR|WARN\\w*|DEBUG|info|error|warning)]?(?=[ ]))?:?(?: |$)",
            CLOCK + "(?: +(?:(?:->|" + BAR + "|>(?!>)) ?)?|$)",
            "\\d{1,2}-[A-Z][a-z]{2}-\\d{4} " + CLOCK + "\\s+",
            "\\d\\d[OE]\\+? ?");
    private static final List<Pattern> HASHED =
            patterns("#\\d+ \\d+\\.\\d+ ?", "##\\[(?:error|warning|debug|command|section|group)] ?");
    private static final List<Pattern> BRACKETED = patterns(
            "\\[(?:" + DATE_AND_CLOCK + "|" + CLOCK + ")](?:[A-Z](?=[\\s:]))?(?: ?:(?!:))?\\s*",
            "\\[Pipeline] ",
            "\\[Step \\d+/\\d+] ",
            "\\[[A-Za-z][\\w.-]* \\d+\\.\\d+[\\w.+-]*]\\s?",
            "\\[(?:build|cmake|proc|main|stdout|stderr|INFO|ERROR|WARN|WARNING|pod/\\S+)]\\s",
            "\\[[A-Z]]\\[[\\w.]+(?::\\d+)?]: ?");
    private static final List<Pattern> QUOTED = patterns("(?:>(?!>> ) ?)+", BAR + "[ \\t]");
    private static final List<Pattern> NAMED = patterns(
            "(?:warning|error): [\\w.-]+@\\d[\\w.+-]*: ?",
            "cargo::?warning=",
            "[A-Za-z][\\w./+-]* *\\| ",
            "[A-Za-z][\\w.-]*> (?=\\S)",
            "(?:INFO|ERROR|WARNING|DEBUG|Error|error):? (?=(?:/|[A-Za-z]:[\\\\/])\\S+:\\d+:\\d+: )",
            "(?:INFO|DEBUG) (?=\\S)",
            "build\\t\\d{1,2}-[A-Z][a-z]{2}-\\d{4} " + CLOCK + "\\s+",
            "(?:error|info)\\t\\d{1,2}-[A-Z][a-z]{2}-\\d{4} " + CLOCK + "\\s+",
            "[A-Z][a-z]{2} [ \\d]\\d " + CLOCK + " \\S+ [\\w./-]+(?:\\[\\d+])?: ");
    private static final List<Pattern> COMMANDED = patterns("::(?:error|warning|notice)(?: [^:]*(?::\\d[^:]*)*)?::");
    private static final Pattern ENTRY = Pattern.compile("\\{\"log\":\"(.*?)(?:\\\\n)?\",\"stream\":.*}");

    private LinePrefix() {}

    /// Returns the line without its prefixes, at most five of them.
    public static String strip(String line) {
        String text = line;
        for (int nested = 0; nested < MOST_NESTED && !text.isEmpty(); nested++) {
            int end = end(text);
            if (end == 0) {
                return text.charAt(0) == '{' ? entry(text) : text;
            }
            text = text.substring(end);
        }
        return text;
    }

    private static int end(String line) {
        char first = line.charAt(0);
        if (first == ' ') {
            return 0;
        }
        List<Pattern> prefixes = switch (first) {
            case '[' -> BRACKETED;
            case '#' -> HASHED;
            case '>', '|' -> QUOTED;
            case ':' -> COMMANDED;
            default -> Character.isDigit(first) ? NUMBERED : Character.isLetter(first) ? NAMED : List.of();
        };
        for (Pattern prefix : prefixes) {
            Matcher found = prefix.matcher(line);
            if (found.lookingAt()) {
                return found.end();
            }
        }
        return 0;
    }

    /// Returns the text of an entry in the log file of a container.
    private static String entry(String line) {
        Matcher entry = ENTRY.matcher(line);
        return entry.matches()
                ? entry.group(1)
                        .replace("\\\"", "\"")
                        .replace("\\u003c", "<")
                        .replace("\\u003e", ">")
                        .replace("\\u0026", "&")
                        .replace("\\\\", "\\")
                : line;
    }

    private static List<Pattern> patterns(String... words) {
        return List.of(words).stream().map(Pattern::compile).toList();
    }
}
