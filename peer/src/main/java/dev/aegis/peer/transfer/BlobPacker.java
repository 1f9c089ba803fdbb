package dev.aegis.peer.transfer;

import dev.aegis.peer.LinkException;
import dev.aegis.protocol.session.Blob;

/// Turns content into data frames of one encoding.
sealed interface BlobPacker extends AutoCloseable permits PlainPacker, DeflatePacker {
    static BlobPacker of(Blob.Encoding encoding, DataFrames frames) {
        return switch (encoding) {
            case IDENTITY -> new PlainPacker(frames);
            case DEFLATE -> new DeflatePacker(frames);
        };
    }

    void pack(byte[] content, int length) throws LinkException, InterruptedException;

    void finish() throws LinkException, InterruptedException;

    @Override
    void close();
}
