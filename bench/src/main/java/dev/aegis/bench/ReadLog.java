package dev.aegis.bench;

import dev.aegis.firmware.errors.log.BuildLogReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A program that reads one log for its errors and says what that took.
final class ReadLog {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    private ReadLog() {}

    /// @param seconds for the reading alone
    /// @param peakMegabytes the most that the process ever held
    record Seen(double seconds, double peakMegabytes) {
        static Seen of(String printed) {
            String[] words = printed.strip().split(" ");
            return new Seen(Double.parseDouble(words[0]), Double.parseDouble(words[1]));
        }
    }

    public static void main(String[] arguments) throws IOException {
        long start = System.nanoTime();
        try (InputStream log = new BufferedInputStream(Files.newInputStream(Path.of(arguments[0])))) {
            if (BuildLogReader.read(log, BuildLogReader.SANDBOX_ROOT).first().isEmpty()) {
                throw new BenchException("no error in a log that ends with one");
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.println(seconds + " " + megabytes());
    }

    private static double megabytes() throws IOException {
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith(PEAK)) {
                return Double.parseDouble(
                                line.substring(PEAK.length()).replace("kB", "").strip())
                        * 1024
                        / 1e6;
            }
        }
        throw new BenchException("the system does not tell the memory of a process");
    }
}
