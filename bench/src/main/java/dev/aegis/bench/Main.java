package dev.aegis.bench;

import dev.aegis.espctl.failure.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `./aegis bench [NAME...] [--json FILE] [--project DIR]`: runs measurements and prints one table. It prints the
/// targets of the specification beside the figures and does not judge them.
public final class Main {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final String TARGET = "esp32c3";

    private Main() {}

    public static void main(String[] arguments) {
        List<String> words = List.of(arguments);
        if (words.contains("--help")) {
            System.out.print(help());
            return;
        }
        Path checkout = Path.of(System.getProperty("aegis.root", "."));
        Clock clock = Clock.systemUTC();
        BenchOptions options;
        try {
            options = BenchOptions.of(words, measurements(checkout, clock).keySet());
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench: " + wrong.getMessage());
            System.exit(WRONG_USAGE);
            return;
        }
        Path project = options.project() == null ? checkout.resolve("examples/hello_world") : options.project();
        // The threads of the WebRTC library would keep the JVM running.
        System.exit(run(options, measurements(project.toAbsolutePath(), clock), checkout, clock));
    }

    private static int run(BenchOptions options, Map<String, Measurement> measurements, Path checkout, Clock clock) {
        int failures = 0;
        try {
            Report report = new Report(HostInfo.read(clock.instant()));
            try (BenchEnvironment bench = BenchEnvironment.open(checkout)) {
                // The hook also runs on Ctrl-C.
                Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(bench::close));
                for (Map.Entry<String, Measurement> one : measurements.entrySet()) {
                    if (options.has(one.getKey())) {
                        System.err.println("==> measuring " + one.getKey());
                        failures += measure(one.getValue(), bench, report) ? 0 : 1;
                    }
                }
            }
            System.out.print(report.table());
            if (options.json() != null) {
                report.write(options.json());
            }
        } catch (IOException | InterruptedException broken) {
            System.err.println("bench: " + broken);
            return FAILED;
        }
        return failures == 0 ? 0 : FAILED;
    }

    /// Runs one measurement. After a failure the others still run.
    private static boolean measure(Measurement measurement, BenchEnvironment bench, Report report)
            throws InterruptedException {
        try {
            measurement.run(bench, report);
            return true;
        } catch (IOException | BenchException | Failure failed) {
            System.err.println("bench: not measured: " + failed.getMessage());
            return false;
        }
    }

    private static Map<String, Measurement> measurements(Path project, Clock clock) {
        Map<String, Measurement> all = new LinkedHashMap<>();
        all.put("build", new BuildMeasurement(project, TARGET));
        all.put("upload", new UploadMeasurement(project, TARGET));
        all.put("connect", new ConnectMeasurement(TARGET, clock));
        all.put("dispatch", new DispatchMeasurement(TARGET, clock));
        all.put("download", new DownloadMeasurement(clock));
        all.put("overhead", new OverheadMeasurement(project, TARGET, clock));
        all.put("start", new StartMeasurement());
        all.put("answers", new AnswersMeasurement(project, TARGET));
        all.put("logs", new LogsMeasurement());
        return all;
    }

    private static String help() {
        return """
                usage: ./aegis bench [NAME...] [--json FILE] [--project DIR]

                  build      remote build over local build: cold, no change, one file edited
                  upload     bytes uploaded after a one-file edit
                  connect    grant request to channels open
                  dispatch   free machine to job received
                  download   a large file through a data channel, over a plain TCP copy
                  overhead   espctl's own part of version, doctor and a build without a change
                  start      process start to an MCP server's first answers, over npm's servers
                  answers    bytes that a model reads about a failed build
                  logs       recorded logs whose first error is the decisive one; a log of 50 MB

                  --json FILE     write the figures to FILE as well, with every run
                  --project DIR   build this project for esp32c3 in place of examples/hello_world

                See bench/README.md for the meaning of each figure.
                """;
    }
}
