package dev.aegis.firmware.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The digest that images carry.
final class Sha256 {
    private Sha256() {}

    static byte[] of(byte[] content) {
        return of(content, content.length);
    }

    /// Of the first so many bytes.
    static byte[] of(byte[] content, int length) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(content, 0, length);
            return sha256.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
