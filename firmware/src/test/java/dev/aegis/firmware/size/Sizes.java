package dev.aegis.firmware.size;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/// Recorded output of `idf.py size` and its relatives.
final class Sizes {
    private Sizes() {}

    static SizeReport read(String name) {
        return SizeReader.read(text("idf-logs/" + name + ".log"));
    }

    static String text(String name) {
        try (GZIPInputStream in = new GZIPInputStream(
                Objects.requireNonNull(Sizes.class.getResourceAsStream("/" + name + ".gz"), name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
