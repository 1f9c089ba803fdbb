package dev.aegis.firmware.trace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What binutils' own `addr2line` says, inlined functions and all.
final class Addr2line {
    private final String program;

    /// @param toolchain such as `riscv64-unknown-elf`
    Addr2line(String toolchain) {
        this.program = toolchain + "-addr2line";
    }

    /// @return for each address `function file:line` of each frame, the innermost first
    Map<Long, List<String>> frames(Path elf, List<Long> addresses) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program, "-a", "-f", "-i", "-e", elf.toString())
                .redirectErrorStream(true)
                .start();
        Thread.ofVirtual().start(() -> {
            try (var in = process.outputWriter(StandardCharsets.US_ASCII)) {
                for (long address : addresses) {
                    in.write("0x%x%n".formatted(address));
                }
            } catch (IOException gone) {
                throw new java.io.UncheckedIOException(gone);
            }
        });
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(program + " failed: " + said);
        }
        return parsed(said);
    }

    private static Map<Long, List<String>> parsed(String said) {
        Map<Long, List<String>> frames = new TreeMap<>();
        List<String> at = List.of();
        String function = null;
        for (String line : said.lines().toList()) {
            if (line.startsWith("0x")) {
                at = new ArrayList<>();
                frames.put(Long.decode(line), at);
            } else if (function == null) {
                function = line;
            } else {
                at.add(function + " "
                        + Path.of(line.replaceFirst(" \\(discriminator \\d+\\)", ""))
                                .normalize());
                function = null;
            }
        }
        return frames;
    }
}
