package dev.aegis.firmware.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A file that the build made. SPDX demands SHA-1; SHA-256 is what everything else here goes by.
///
/// @param path relative to the build folder
public record Artifact(String path, String sha1, String sha256) {
    public static Artifact of(Path folder, String path) throws IOException {
        MessageDigest sha1 = digest("SHA-1");
        MessageDigest sha256 = digest("SHA-256");
        try (InputStream file = new DigestInputStream(
                new DigestInputStream(Files.newInputStream(folder.resolve(path)), sha1), sha256)) {
            file.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return new Artifact(
                path, HexFormat.of().formatHex(sha1.digest()), HexFormat.of().formatHex(sha256.digest()));
    }

    public static Artifact of(String path, byte[] content) {
        return new Artifact(
                path,
                HexFormat.of().formatHex(digest("SHA-1").digest(content)),
                HexFormat.of().formatHex(digest("SHA-256").digest(content)));
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has " + name, impossible);
        }
    }
}
