package dev.aegis.firmware.errors.log;

import dev.aegis.firmware.text.TerminalCodes;

/// Removes from a line of a log what only terminals, web pages and locales add.
final class PlainLine {
    private static final char LAST_PLAIN = '\u007f';

    private PlainLine() {}

    /// Returns the line without colours, with straight quotation marks and the compiler's English keywords.
    static String of(String raw) {
        String text = TerminalCodes.remove(raw);
        if (text.indexOf('&') >= 0) {
            text = withoutEntities(text);
        }
        boolean ascii = isPlain(text);
        return LocalWords.english(ascii ? text : straightened(text), ascii);
    }

    private static boolean isPlain(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) > LAST_PLAIN) {
                return false;
            }
        }
        return true;
    }

    /// Outside the C locale gcc writes curved quotation marks, and so do word processors.
    private static String straightened(String line) {
        StringBuilder text = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char letter = line.charAt(i);
            switch (letter) {
                case '\u2018', '\u2019', '\u201a', '\u201b', '\u2032' -> text.append('\'');
                case '\u201c', '\u201d', '\u2033' -> text.append('"');
                case '\u00a0', '\u2007', '\u202f' -> text.append(' ');
                case '\ufeff', '\u200b', '\u200e', '\u2060' -> {}
                default -> text.append(letter);
            }
        }
        return text.toString();
    }

    /// A log that was copied out of the source of a web page.
    private static String withoutEntities(String line) {
        return line.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&#x27;", "'")
                .replace("&apos;", "'")
                .replace("&nbsp;", " ")
                .replace("&#x2F;", "/")
                .replace("&amp;", "&");
    }
}
