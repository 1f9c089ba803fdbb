package dev.aegis.peer.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;

/// The partial file of a blob and the digest of its content.
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
