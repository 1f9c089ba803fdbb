package dev.aegis.agent.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Splits a stream of bytes into lines. It works on bytes because a build can print faster than a
/// character decoder reads, and it holds at most one line.
final class LineSplitter {
    private final byte[] line;
    private final Consumer<String> sink;
    private int length;
    private boolean cut;
    private boolean afterReturn;

    LineSplitter(int maxLineBytes, Consumer<String> sink) {
        this.line = new byte[maxLineBytes];
        this.sink = sink;
    }

    void accept(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            accept(bytes[i]);
        }
    }

    /// Passes on the last line, which may have no line end.
    void finish() {
        if (length > 0 || cut) {
            emit();
        }
    }

    private void accept(byte next) {
        if (next == '\n') {
            emit();
            return;
        }
        if (afterReturn) {
            keep((byte) '\r');
        }
        afterReturn = next == '\r';
        if (!afterReturn) {
            keep(next);
        }
    }

    private void keep(byte next) {
        if (length < line.length) {
            line[length++] = next;
        } else {
            cut = true;
        }
    }

    private void emit() {
        String text = new String(line, 0, length, StandardCharsets.UTF_8);
        String shown = cut ? text + " [cut: this line has more than " + line.length + " bytes]" : text;
        length = 0;
        cut = false;
        afterReturn = false;
        sink.accept(shown);
    }
}
