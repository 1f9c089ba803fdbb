package dev.aegis.mcp.stdio;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Cuts a stream of bytes into lines and never holds more than one of them, bounded. A longer line is
/// read to its end and thrown away.
final class LineReader {
    /// What came next.
    sealed interface Line {
        /// A line without its end; blank ones are passed over.
        record Whole(byte[] bytes) implements Line {}

        /// A line beyond the bound.
        record TooLong() implements Line {}

        /// The stream is over.
        record End() implements Line {}
    }

    private static final int CHUNK = 64 << 10;

    private final InputStream input;
    private final int longest;
    private final byte[] chunk = new byte[CHUNK];
    private int from;
    private int to;
    private byte[] line = new byte[CHUNK];
    private int length;
    private boolean tooLong;

    LineReader(InputStream input, int longest) {
        this.input = input;
        this.longest = longest;
    }

    /// What comes after the last line's end without an end of its own counts as a line: `printf` makes
    /// such input.
    Line next() throws IOException {
        while (true) {
            if (from == to && !fill()) {
                return isBlank() ? new Line.End() : take();
            }
            int end = indexOfNewline();
            append(end < 0 ? to : end);
            if (end < 0) {
                continue;
            }
            from = end + 1;
            if (!isBlank()) {
                return take();
            }
            length = 0;
        }
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, input.read(chunk));
        return to > 0;
    }

    private int indexOfNewline() {
        for (int index = from; index < to; index++) {
            if (chunk[index] == '\n') {
                return index;
            }
        }
        return -1;
    }

    private void append(int end) {
        int more = end - from;
        if (tooLong || length + more > longest) {
            tooLong = true;
        } else {
            if (length + more > line.length) {
                line = Arrays.copyOf(line, Math.min(longest, Math.max(line.length * 2, length + more)));
            }
            System.arraycopy(chunk, from, line, length, more);
            length += more;
        }
        from = end;
    }

    private boolean isBlank() {
        if (tooLong) {
            return false;
        }
        for (int index = 0; index < length; index++) {
            if (line[index] != ' ' && line[index] != '\t' && line[index] != '\r') {
                return false;
            }
        }
        return true;
    }

    private Line take() {
        Line taken = tooLong ? new Line.TooLong() : new Line.Whole(Arrays.copyOf(line, length));
        tooLong = false;
        length = 0;
        if (line.length > CHUNK) {
            line = new byte[CHUNK];
        }
        return taken;
    }
}
