package dev.aegis.firmware.errors.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Removes from a line of a log what only terminals, build services and locales add.
final class PlainLine {
    private static final Pattern COLOUR =
            Pattern.compile("\u001b(?:\\[[0-9;?]*[A-Za-z]|\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\))");
    private static final int SHORTEST_TIMESTAMP = 20;
    private static final Pattern TIMESTAMP =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?:Z|[+-]\\d\\d:?\\d\\d) ?");

    private PlainLine() {}

    /// Returns the line without colours and timestamp, and with straight quotation marks.
    static String of(String raw) {
        String text = raw.indexOf('\u001b') < 0 ? raw : COLOUR.matcher(raw).replaceAll("");
        return straightQuotes(withoutTimestamp(text));
    }

    /// Build services put a time before each line.
    private static String withoutTimestamp(String line) {
        if (line.length() < SHORTEST_TIMESTAMP || line.charAt(4) != '-' || line.charAt(10) != 'T') {
            return line;
        }
        Matcher timestamp = TIMESTAMP.matcher(line);
        return timestamp.lookingAt() ? line.substring(timestamp.end()) : line;
    }

    /// Outside the C locale gcc writes curved quotation marks.
    private static String straightQuotes(String line) {
        return line.indexOf('\u2018') < 0 ? line : line.replace('\u2018', '\'').replace('\u2019', '\'');
    }
}
