package dev.aegis.mcp.stdio;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Reads lines from a stream of bytes. It holds one line of limited length in memory; a longer line is read and
/// discarded.
final class LineReader {
    /// The next part of the stream.
    sealed interface Line {
        /// A line without its line end. Blank lines are skipped.
        record Whole(byte[] bytes) implements Line {}

        /// A line that is longer than the limit.
        record TooLong() implements Line {}

        /// The end of the stream.
        record End() implements Line {}
    }

    private static final int CHUNK = 64 << 10;

    private final InputStream input;
    private final int maxLength;
    private final byte[] chunk = new byte[CHUNK];
    private int from;
    private int to;
    private byte[] line = new byte[CHUNK];
    private int length;
    private boolean tooLong;

    LineReader(InputStream input, int maxLength) {
        this.input = input;
        this.maxLength = maxLength;
    }

    /// Returns the next line. The last line needs no line end, as `printf` writes none.
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
        if (tooLong || length + more > maxLength) {
            tooLong = true;
        } else {
            if (length + more > line.length) {
                line = Arrays.copyOf(line, Math.min(maxLength, Math.max(line.length * 2, length + more)));
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
