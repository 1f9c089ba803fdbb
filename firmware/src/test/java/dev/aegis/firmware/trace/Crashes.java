package dev.aegis.firmware.trace;

import dev.aegis.firmware.elf.ElfFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/// Recorded panics, and ELF files that starter-idf built from one small program.
public final class Crashes {
    private Crashes() {}

    public static byte[] bytes(String name) {
        try (GZIPInputStream in = new GZIPInputStream(
                Objects.requireNonNull(Crashes.class.getResourceAsStream("/" + name + ".gz"), name))) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    public static ElfFile elf(String name) {
        return ElfFile.read(bytes("crashes/" + name + ".elf"));
    }
}
