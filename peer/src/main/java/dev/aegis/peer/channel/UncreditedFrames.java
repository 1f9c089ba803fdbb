package dev.aegis.peer.channel;

import java.util.ArrayDeque;
import java.util.Deque;

/// Counts the frames that were sent and not credited. A credit counts bytes, so every 64th frame
/// leaves a mark at its last byte; the count is exact to 63 frames.
final class UncreditedFrames {
    private static final int FRAMES_PER_MARK = 64;

    private final Deque<Long> marks = new ArrayDeque<>();
    private long sent;
    private long credited;

    /// @param sentBytes all bytes that were sent, this frame included
    void sent(long sentBytes) {
        sent++;
        if (sent % FRAMES_PER_MARK == 0) {
            marks.add(sentBytes);
        }
    }

    void credited(long sentBytes, long creditedBytes) {
        while (!marks.isEmpty() && marks.getFirst() <= creditedBytes) {
            marks.removeFirst();
            credited += FRAMES_PER_MARK;
        }
        // Frames after the last mark are credited when everything is.
        if (creditedBytes == sentBytes) {
            credited = sent - sent % FRAMES_PER_MARK;
        }
    }

    long count() {
        return sent - credited;
    }
}
