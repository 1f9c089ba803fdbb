package dev.aegis.peer.transfer;

import dev.aegis.peer.LinkException;
import dev.aegis.protocol.session.Blob;
import java.io.IOException;

/// Decodes data frames into content, never more than was announced.
sealed interface BlobDecoder extends AutoCloseable permits IdentityDecoder, DeflateDecoder {
    static BlobDecoder of(Blob blob, PartialFile file) {
        long wanted = blob.size() - blob.offset();
        return switch (blob.encoding()) {
            case IDENTITY -> new IdentityDecoder(file, wanted);
            case DEFLATE -> new DeflateDecoder(file, wanted);
        };
    }

    void unpack(byte[] frame) throws IOException, LinkException;

    /// Bytes of content decoded so far.
    long unpacked();

    boolean isWhole();

    @Override
    void close();
}
