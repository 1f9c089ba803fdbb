package dev.aegis.espctl.project;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// File names as UTF-8 in every locale. The JVM decodes names with the encoding of the locale and replaces bytes that
/// do not fit, but a path keeps its bytes, and they can be read from its URI.
final class FileNames {
    private FileNames() {}

    /// Returns the last part of the path; empty if its bytes are not UTF-8.
    static Optional<String> utf8(Path path) {
        String decoded = String.valueOf(path.getFileName());
        if (decoded.chars().allMatch(c -> c < 0x80)) {
            return Optional.of(decoded);
        }
        return decode(lastPart(path));
    }

    /// Returns the last part with all bytes except printable ASCII escaped, for messages.
    static String escaped(Path path) {
        StringBuilder text = new StringBuilder();
        for (byte b : lastPart(path)) {
            text.append(b >= 0x20 && b < 0x7f ? String.valueOf((char) b) : "\\x%02x".formatted(b & 0xff));
        }
        return text.toString();
    }

    private static Optional<String> decode(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static byte[] lastPart(Path path) {
        String raw = path.toUri().getRawPath();
        String trimmed = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
        String part = trimmed.substring(trimmed.lastIndexOf('/') + 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < part.length(); i++) {
            if (part.charAt(i) == '%') {
                bytes.write(Integer.parseInt(part, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(part.charAt(i));
            }
        }
        return bytes.toByteArray();
    }
}
