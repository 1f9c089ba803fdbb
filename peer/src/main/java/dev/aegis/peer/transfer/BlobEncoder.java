package dev.aegis.peer.transfer;

import dev.aegis.peer.LinkException;
import dev.aegis.protocol.session.Blob;

/// Encodes content into data frames.
sealed interface BlobEncoder extends AutoCloseable permits IdentityEncoder, DeflateEncoder {
    static BlobEncoder of(Blob.Encoding encoding, DataFrameWriter frames) {
        return switch (encoding) {
            case IDENTITY -> new IdentityEncoder(frames);
            case DEFLATE -> new DeflateEncoder(frames);
        };
    }

    void pack(byte[] content, int length) throws LinkException, InterruptedException;

    void finish() throws LinkException, InterruptedException;

    @Override
    void close();
}
