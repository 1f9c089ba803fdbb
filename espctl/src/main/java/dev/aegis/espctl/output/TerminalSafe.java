package dev.aegis.espctl.output;

import java.util.regex.Pattern;

/// Removes control characters from foreign text, so that the output of a build cannot send commands to the terminal.
public final class TerminalSafe {
    private static final Pattern ESCAPES =
            Pattern.compile("\u001b\\[[0-9;?]*[ -/]*[@-~]|\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\u0080-\u009f&&[^\t]]");

    private TerminalSafe() {}

    public static String text(String text) {
        String shown = ESCAPES.matcher(text).replaceAll("");
        return CONTROLS.matcher(shown).replaceAll("");
    }
}
