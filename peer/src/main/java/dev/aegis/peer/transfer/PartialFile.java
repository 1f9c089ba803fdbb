package dev.aegis.peer.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;

/// Where the content of a blob grows, and the digest of it.
///
/// @param file positioned at its end
record PartialFile(FileChannel file, MessageDigest digest) {
    void append(byte[] content, int length) throws IOException {
        digest.update(content, 0, length);
        ByteBuffer rest = ByteBuffer.wrap(content, 0, length);
        while (rest.hasRemaining()) {
            file.write(rest);
        }
    }
}
