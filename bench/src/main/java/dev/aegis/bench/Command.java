package dev.aegis.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A command that runs as a process, and is timed from its start to its end.
///
/// @param words the program and its arguments
/// @param environment the whole environment; no variable is inherited
/// @param folder the working folder
/// @param log the file for stderr
record Command(List<String> words, Map<String, String> environment, Path folder, Path log) {
    private static final int SHOWN_CHARS = 1500;

    /// @param seconds from just before its start to just after its end
    /// @param output its stdout
    record Ended(double seconds, String output) {}

    Ended run() {
        return run("");
    }

    /// @param input its stdin
    /// @throws BenchException if its exit status is not 0
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
