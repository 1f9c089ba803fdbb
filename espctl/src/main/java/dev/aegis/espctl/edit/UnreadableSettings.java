package dev.aegis.espctl.edit;

/// A settings file that cannot be parsed, or cannot be changed safely.
public final class UnreadableSettings extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    /// @param line from 1
    UnreadableSettings(int line, String reason) {
        super(reason);
        this.line = line;
    }

    static UnreadableSettings at(String text, int offset, String reason) {
        int end = Math.clamp(offset, 0, text.length());
        return new UnreadableSettings(
                1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count(), reason);
    }

    public int line() {
        return line;
    }
}
