package dev.aegis.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Accuracy and speed of reading build logs.
final class LogsMeasurement implements Measurement {
    private static final String NAME = "logs";
    private static final long SMALL_BYTES = 5_000_000;
    private static final long LARGE_BYTES = 50_000_000;
    private static final int RUNS = 5;

    /// The JVM flags of espctl.
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    @Override
    public void run(BenchEnvironment bench, Report report) throws IOException {
        List<RecordedLog> logs = RecordedLog.all(bench.checkout());
        share(
                report,
                "recorded logs of failed builds, decisive error first",
                logs.stream().filter(log -> !log.isClean()).toList());
        share(
                report,
                "recorded logs of healthy builds, no error",
                logs.stream().filter(RecordedLog::isClean).toList());
        Path small = written(logs, bench.folder("logs-to-read").resolve("small.log"), SMALL_BYTES);
        Path large = written(logs, bench.folder("logs-to-read").resolve("large.log"), LARGE_BYTES);
        List<Double> seconds = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        List<Double> peak = new ArrayList<>();
        List<Double> growth = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            LogReaderProgram.Costs ofSmall = read(bench, small);
            double before = ChildCosts.cpuSeconds();
            LogReaderProgram.Costs ofLarge = read(bench, large);
            cpu.add(ChildCosts.cpuSeconds() - before);
            seconds.add(ofLarge.seconds());
            peak.add(ofLarge.peakMegabytes());
            growth.add(ofLarge.peakMegabytes() / ofSmall.peakMegabytes());
        }
        report.add(NAME, "a log of 50 MB", Unit.SECONDS, seconds, "under 2 s");
        report.add(NAME, "a log of 50 MB: CPU of the process", Unit.SECONDS, cpu);
        report.add(NAME, "a log of 50 MB: memory of the process", Unit.MEGABYTES, peak);
        report.add(NAME, "a log of 50 MB: memory over that for 5 MB", Unit.TIMES, growth, "constant");
    }

    private static void share(Report report, String name, List<RecordedLog> logs) throws IOException {
        long correct = 0;
        for (RecordedLog log : logs) {
            correct += log.isReadCorrectly() ? 1 : 0;
        }
        report.add(
                NAME,
                name + " (" + correct + " of " + logs.size() + ")",
                Unit.PERCENT,
                List.of(100.0 * correct / logs.size()),
                "all");
    }

    /// Writes logs of healthy builds up to the given size, then the log of a failed build.
    private static Path written(List<RecordedLog> logs, Path file, long bytes) throws IOException {
        List<RecordedLog> healthy = logs.stream().filter(RecordedLog::isClean).toList();
        try (OutputStream out = Files.newOutputStream(file)) {
            long written = 0;
            for (int next = 0; written < bytes; next = (next + 1) % healthy.size()) {
                written += append(healthy.get(next), out);
            }
            append(logs.stream().filter(log -> !log.isClean()).findFirst().orElseThrow(), out);
        }
        return file;
    }

    private static long append(RecordedLog log, OutputStream out) throws IOException {
        try (InputStream content = log.open()) {
            return content.transferTo(out);
        }
    }

    /// Reads a log in a new process, so that the memory of the process is that of reading.
    private static LogReaderProgram.Costs read(BenchEnvironment bench, Path log) {
        List<String> words = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        words.addAll(FLAGS);
        words.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), LogReaderProgram.class.getName(), log.toString()));
        return LogReaderProgram.Costs.of(bench.command(Map.of(), bench.folder("logs-to-read"), words)
                .run()
                .output());
    }
}
