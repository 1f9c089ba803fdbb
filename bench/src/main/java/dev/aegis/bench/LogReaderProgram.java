package dev.aegis.bench;

import dev.aegis.firmware.errors.log.BuildLogReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A program that reads the errors of one log and prints the time and memory that this took.
final class LogReaderProgram {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    private LogReaderProgram() {}

    /// @param seconds of reading, without the start of the process
    /// @param peakMegabytes the peak resident memory of the process
    record Costs(double seconds, double peakMegabytes) {
        static Costs of(String printed) {
            String[] words = printed.strip().split(" ");
            return new Costs(Double.parseDouble(words[0]), Double.parseDouble(words[1]));
        }
    }

    public static void main(String[] arguments) throws IOException {
        long start = System.nanoTime();
        try (InputStream log = new BufferedInputStream(Files.newInputStream(Path.of(arguments[0])))) {
            if (BuildLogReader.read(log, BuildLogReader.SANDBOX_ROOT).first().isEmpty()) {
                throw new BenchException("found no error in a log that ends with one");
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
        throw new BenchException("cannot read the peak memory of the process");
    }
}
