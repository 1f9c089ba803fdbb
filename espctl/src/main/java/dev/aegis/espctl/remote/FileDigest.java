package dev.aegis.espctl.remote;

import dev.aegis.protocol.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/// The digest of a file's content.
final class FileDigest {
    private FileDigest() {}

    static Digest of(Path file) throws IOException {
        MessageDigest sha256 = Digest.start();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] piece = new byte[64 * 1024];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                sha256.update(piece, 0, n);
            }
        }
        return Digest.finish(sha256.digest());
    }
}
