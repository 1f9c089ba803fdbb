package dev.aegis.espctl.output;

/// The one line at the bottom of a terminal that is overwritten: phase, bar, count. On anything else it does not exist.
final class StatusLine {
    private static final int BAR = 24;

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
        String line = "%-12s [%s%s] %s".formatted(phase, "#".repeat(filled), ".".repeat(BAR - filled), count);
        int most = Math.max(10, screen.terminal().width() - 1);
        screen.status("\r\u001b[K" + (line.length() > most ? line.substring(0, most) : line));
        drawn = true;
    }

    void draw(String text) {
        if (shown) {
            int most = Math.max(10, screen.terminal().width() - 1);
            screen.status("\r\u001b[K" + (text.length() > most ? text.substring(0, most) : text));
            drawn = true;
        }
    }

    /// Makes room for a line that stays.
    void clear() {
        if (drawn) {
            screen.status("\r\u001b[K");
            drawn = false;
        }
    }
}
