package dev.aegis.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A value that must not appear in a log, a message or a URL. Compared in constant time.
public record Secret(String reveal) {
    public Secret {
        if (reveal.isBlank()) {
            throw new IllegalArgumentException("a secret must not be empty");
        }
    }

    public boolean matches(String attempt) {
        return MessageDigest.isEqual(hash(reveal), hash(attempt));
    }

    private static byte[] hash(String text) {
        return Digest.start().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
