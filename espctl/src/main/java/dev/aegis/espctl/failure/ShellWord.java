package dev.aegis.espctl.failure;

import java.util.regex.Pattern;

/// One word of a command line, quoted for a POSIX shell when it needs that.
public final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[\\w./:=+,@%-]+");

    private ShellWord() {}

    public static String of(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
