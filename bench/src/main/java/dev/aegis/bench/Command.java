package dev.aegis.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A process that is run to its end, and timed from its start to then.
///
/// @param words the program and its arguments
/// @param environment all of it; nothing is inherited
/// @param folder where it runs
/// @param log where what it says on stderr goes
record Command(List<String> words, Map<String, String> environment, Path folder, Path log) {
    private static final int SHOWN_CHARS = 1500;

    /// @param seconds from just before its start to just after its end
    /// @param output what it printed on stdout
    record Ended(double seconds, String output) {}

    Ended run() {
        return run("");
    }

    /// @param input what it reads on stdin
    /// @throws BenchException when it fails
    Ended run(String input) {
        try {
            long start = System.nanoTime();
            Process process = builder().start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            byte[] output = process.getInputStream().readAllBytes();
            int exit = process.waitFor();
            double seconds = (System.nanoTime() - start) / 1e9;
            String text = new String(output, StandardCharsets.UTF_8);
            if (exit != 0) {
                throw new BenchException(String.join(" ", words) + " ended with " + exit + ":\n" + tail(text)
                        + tail(Files.readString(log)));
            }
            return new Ended(seconds, text);
        } catch (IOException broken) {
            throw new BenchException("cannot run " + words.getFirst() + ": " + broken.getMessage(), broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", stop);
        }
    }

    ProcessBuilder builder() {
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectError(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    static String tail(String text) {
        return text.length() <= SHOWN_CHARS ? text : "..." + text.substring(text.length() - SHOWN_CHARS);
    }
}
