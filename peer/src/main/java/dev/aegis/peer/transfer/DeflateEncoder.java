package dev.aegis.peer.transfer;

import dev.aegis.peer.LinkException;
import dev.aegis.protocol.Limits;
import java.util.zip.Deflater;

/// The encoder of one zlib stream (RFC 1950).
///
/// A receiver is done when its decoder has returned all bytes, which it may before it has read the
/// stream's trailer. A frame that held only the trailer would then be unexpected. Therefore one full
/// frame is always held back, and the last two are cut in halves.
final class DeflateEncoder implements BlobEncoder {
    /// On a fast link a better compression costs more time than it saves.
    static final int LEVEL = Deflater.BEST_SPEED;

    private final DataFrameWriter frames;
    private final Deflater deflater = new Deflater(LEVEL);
    private byte[] filling = new byte[Limits.DATA_BYTES];
    private byte[] held = new byte[Limits.DATA_BYTES];
    private int filled;
    private boolean holds;

    DeflateEncoder(DataFrameWriter frames) {
        this.frames = frames;
    }

    @Override
    public void pack(byte[] content, int length) throws LinkException, InterruptedException {
        deflater.setInput(content, 0, length);
        while (!deflater.needsInput()) {
            fill();
        }
    }

    @Override
    public void finish() throws LinkException, InterruptedException {
        deflater.finish();
        while (!deflater.finished()) {
            fill();
        }
        if (!holds) {
            frames.send(filling, 0, filled);
            return;
        }
        int half = (held.length + filled) / 2;
        frames.send(held, 0, half);
        byte[] last = new byte[held.length + filled - half];
        System.arraycopy(held, half, last, 0, held.length - half);
        System.arraycopy(filling, 0, last, held.length - half, filled);
        frames.send(last, 0, last.length);
    }

    private void fill() throws LinkException, InterruptedException {
        filled += deflater.deflate(filling, filled, filling.length - filled);
        if (filled < filling.length) {
            return;
        }
        if (holds) {
            frames.send(held, 0, held.length);
        }
        byte[] next = held;
        held = filling;
        filling = next;
        holds = true;
        filled = 0;
    }

    @Override
    public void close() {
        deflater.end();
    }
}
