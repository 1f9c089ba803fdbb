package dev.aegis.espctl.output;

/// The status line at the bottom of a terminal: phase, bar, count. It is overwritten, and printed on terminals only.
/// The terminal truncates a line that is too long, because only the terminal knows its present width.
final class StatusLine {
    private static final int BAR = 24;
    private static final String ERASE = "\r\u001b[K";
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";

    private final Screen screen;
    private final boolean shown;
    private boolean drawn;

    StatusLine(Screen screen) {
        this.screen = screen;
        this.shown = screen.mode() == Screen.Mode.HUMAN && screen.terminal().interactive();
    }

    boolean isShown() {
        return shown;
    }

    /// @param count such as `412/933`
    void draw(String phase, long done, long total, String count) {
        if (!shown) {
            return;
        }
        int filled = total <= 0 ? 0 : (int) Math.min(BAR, BAR * done / total);
        draw("%-12s [%s%s] %s".formatted(phase, "#".repeat(filled), ".".repeat(BAR - filled), count));
    }

    void draw(String text) {
        if (shown) {
            screen.status(ERASE + NO_WRAP + text + WRAP);
            drawn = true;
        }
    }

    /// Clears the line before a permanent line is printed.
    void clear() {
        if (drawn) {
            screen.status(ERASE);
            drawn = false;
        }
    }
}
