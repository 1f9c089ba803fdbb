package dev.aegis.peer.transfer;

import dev.aegis.protocol.session.Blob;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.Deflater;

/// Chooses the encoding of a blob by compressing a few samples of it.
final class EncodingChoice {
    private static final int PIECE_BYTES = 16 * 1024;
    private static final int SMALLEST_BYTES = 512;

    /// Compression must save a tenth, or it is not worth the work of both sides.
    private static final double WORTHWHILE = 0.9;

    private EncodingChoice() {}

    static Blob.Encoding choose(FileChannel source, long offset, long size) throws IOException {
        if (size - offset < SMALLEST_BYTES) {
            return Blob.Encoding.IDENTITY;
        }
        long middle = offset + (size - offset) / 2;
        byte[] sample = new byte[2 * PIECE_BYTES];
        int length = read(source, offset, sample, 0);
        length = size - offset > 2 * PIECE_BYTES ? read(source, middle, sample, length) : length;
        return compressed(sample, length) < WORTHWHILE * length ? Blob.Encoding.DEFLATE : Blob.Encoding.IDENTITY;
    }

    private static int read(FileChannel source, long position, byte[] into, int at) throws IOException {
        int wanted = Math.min(PIECE_BYTES, into.length - at);
        int count = source.read(ByteBuffer.wrap(into, at, wanted), position);
        return at + Math.max(0, count);
    }

    private static int compressed(byte[] sample, int length) {
        try (var deflater = new Deflater(DeflateEncoder.LEVEL)) {
            deflater.setInput(sample, 0, length);
            deflater.finish();
            return deflater.deflate(new byte[2 * sample.length]);
        }
    }
}
