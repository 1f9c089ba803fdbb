package dev.aegis.chip.memory;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/// On-chip RAM, which may be mapped at several addresses. It starts with noise, as on a chip: software must clear it.
public final class Ram {
    /// Called when a byte of the watched end is written, with its offset.
    @FunctionalInterface
    public interface Watcher {
        void written(int offset);
    }

    static final int MARK_SHIFT = 8;
    private static final byte CODE = 1;
    private static final byte WATCHED = 2;

    final byte[] bytes;
    /// One mark for every 256 bytes; a store into a marked range takes the slow path.
    final byte[] marks;

    private @Nullable CodeRegion code;
    private @Nullable Watcher watcher;
    private int watchedFrom;

    public Ram(int size, long noiseSeed) {
        bytes = new byte[size];
        marks = new byte[(size >>> MARK_SHIFT) + 1];
        new Random(noiseSeed).nextBytes(bytes);
    }

    public int size() {
        return bytes.length;
    }

    public void watch(int from, Watcher newWatcher) {
        watchedFrom = from;
        watcher = newWatcher;
        for (int mark = from >>> MARK_SHIFT; mark < marks.length; mark++) {
            marks[mark] |= WATCHED;
        }
    }

    CodeRegion code(int base) {
        CodeRegion existing = code;
        if (existing == null) {
            existing = new CodeRegion(base, bytes.length);
            code = existing;
        }
        return existing;
    }

    void holdsCode(int offset) {
        marks[offset >>> MARK_SHIFT] |= CODE;
    }

    void touched(int offset, int length) {
        CodeRegion region = code;
        if (region != null) {
            region.forget(offset, length);
        }
        Watcher listening = watcher;
        if (listening != null && offset + length > watchedFrom) {
            listening.written(offset);
        }
    }
}
