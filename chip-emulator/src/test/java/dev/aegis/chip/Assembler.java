package dev.aegis.chip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Assembles test programs with the cross binutils, an encoder independent of the emulator.
public final class Assembler {
    private static final String PREFIX = "riscv64-unknown-elf-";

    private Assembler() {}

    /// Assembles code for `address`, with the extensions of all chips.
    public static byte[] assemble(int address, String source) {
        return assemble(address, "rv32imac_zicsr_zifencei", source);
    }

    public static byte[] assemble(int address, String architecture, String source) {
        try {
            Path directory = Files.createTempDirectory("assembler");
            try {
                return assembleIn(directory, address, architecture, source);
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("assembling a test program", e);
        }
    }

    private static byte[] assembleIn(Path directory, int address, String architecture, String source)
            throws IOException {
        Path text = Files.writeString(
                directory.resolve("program.S"), ".option norelax\n.globl _start\n_start:\n" + source + "\n");
        String object = directory.resolve("program.o").toString();
        String linked = directory.resolve("program.elf").toString();
        Path binary = directory.resolve("program.bin");
        run(directory, PREFIX + "as", "-march=" + architecture, "-mabi=ilp32", "-o", object, text.toString());
        run(
                directory,
                PREFIX + "ld",
                "-m",
                "elf32lriscv",
                "-Ttext=0x" + Integer.toHexString(address),
                "-o",
                linked,
                object);
        run(directory, PREFIX + "objcopy", "-O", "binary", "-j", ".text", linked, binary.toString());
        return Files.readAllBytes(binary);
    }

    private static void run(Path directory, String... command) throws IOException {
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(List.of(command) + " failed: " + Files.readString(log, StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while assembling", e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
