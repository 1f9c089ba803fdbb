package dev.aegis.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A program without ESP-IDF, linked as esp-hal links Rust programs. No Rust compiler is needed: to make a flashable
/// image, only sections, their addresses and the notes in the file matter. On a chip it prints [#GREETING].
public final class LinkedProgram {
    public static final String GREETING = "constants in flash, variables in RAM";

    private static final List<String> SOURCES = List.of("program.S", "sections.ld", "esp32c3.ld", "esp32c6.ld");
    private static final Map<String, String> PRINT = Map.of("esp32c3", "0x40000068", "esp32c6", "0x40000058");

    private LinkedProgram() {}

    /// @param target esp32c3 or esp32c6
    /// @param elf the file to make
    /// @param definitions for the preprocessor: `RAM_ONLY`, or `LARGE=` with bytes of constants more
    public static Path link(String target, Path elf, String... definitions) throws IOException {
        Path folder = Files.createTempDirectory("linked-program");
        for (String source : SOURCES) {
            try (InputStream in = LinkedProgram.class.getResourceAsStream("/rust/" + source)) {
                Files.copy(Objects.requireNonNull(in), folder.resolve(source));
            }
        }
        List<String> command = new ArrayList<>(List.of(
                "riscv64-unknown-elf-gcc", "-march=rv32imc_zicsr", "-mabi=ilp32", "-nostdlib", "-Wl,--no-relax"));
        command.add("-DCHIP=\"" + target + "\"");
        command.add("-DUART_TX_ONE_CHAR=" + PRINT.get(target));
        for (String definition : definitions) {
            command.add("-D" + definition);
        }
        command.addAll(List.of("-T", target + ".ld", "-T", "sections.ld", "program.S", "-o"));
        command.add(elf.toAbsolutePath().toString());
        run(command, folder);
        for (String source : SOURCES) {
            Files.delete(folder.resolve(source));
        }
        Files.delete(folder.resolve("log"));
        Files.delete(folder);
        return elf;
    }

    private static void run(List<String> command, Path folder) throws IOException {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("linking a program: " + Files.readString(log));
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while linking", stop);
        }
    }
}
