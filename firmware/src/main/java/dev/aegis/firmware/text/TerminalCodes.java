package dev.aegis.firmware.text;

import java.util.regex.Pattern;

/// The escape sequences by which a program sets colours, titles and the cursor of a terminal.
public final class TerminalCodes {
    private static final char ESCAPE = '\u001b';
    private static final Pattern CODE = Pattern.compile(
            "\u001b(?:\\[[0-9;?]*[A-Za-z]|[\\]_P][^\u0007\u001b]*(?:\u0007|\u001b\\\\)|[=>()][0-9A-B]?)");

    private TerminalCodes() {}

    /// Returns the text without them.
    public static String remove(String text) {
        return text.indexOf(ESCAPE) < 0 ? text : CODE.matcher(text).replaceAll("");
    }
}
