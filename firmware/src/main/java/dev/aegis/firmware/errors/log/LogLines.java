package dev.aegis.firmware.errors.log;

import java.io.IOException;
import java.io.Reader;
import java.util.function.Consumer;

/// Cuts a log into lines within fixed memory: of a line that is too long only the beginning is kept. A carriage
/// return ends a line too, since a terminal's log overwrites its progress that way.
final class LogLines {
    static final int LONGEST = 2000;
    private static final int BUFFER = 64 * 1024;

    private final Consumer<String> lines;
    private final StringBuilder line = new StringBuilder(LONGEST);

    LogLines(Consumer<String> lines) {
        this.lines = lines;
    }

    void read(Reader log) throws IOException {
        char[] buffer = new char[BUFFER];
        for (int count = log.read(buffer); count >= 0; count = log.read(buffer)) {
            take(buffer, count);
        }
        end();
    }

    /// How many characters are kept at this moment.
    int kept() {
        return line.length();
    }

    private void take(char[] buffer, int count) {
        int from = 0;
        for (int at = 0; at < count; at++) {
            if (buffer[at] == '\n' || buffer[at] == '\r') {
                keep(buffer, from, at);
                end();
                from = at + 1;
            }
        }
        keep(buffer, from, count);
    }

    private void keep(char[] buffer, int from, int to) {
        line.append(buffer, from, Math.max(0, Math.min(to - from, LONGEST - line.length())));
    }

    private void end() {
        if (!line.isEmpty()) {
            lines.accept(line.toString());
            line.setLength(0);
        }
    }
}
