package dev.aegis.bench;

import dev.aegis.espctl.failure.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `./aegis bench [NAME...] [--json FILE] [--project DIR]`: measures one after another and prints one table. It says
/// what it saw beside what the specification wants, and leaves the judgement to the reader.
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
        Wish wish;
        try {
            wish = Wish.of(words, measurements(checkout, clock).keySet());
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench: " + wrong.getMessage());
            System.exit(WRONG_USAGE);
            return;
        }
        Path project = wish.project() == null ? checkout.resolve("examples/hello_world") : wish.project();
        // The WebRTC library's threads would keep the program alive.
        System.exit(run(wish, measurements(project.toAbsolutePath(), clock), checkout, clock));
    }

    private static int run(Wish wish, Map<String, Measurement> measurements, Path checkout, Clock clock) {
        int failures = 0;
        try {
            Report report = new Report(Machine.look(clock.instant()));
            try (Ground ground = Ground.open(checkout)) {
                // Ctrl-C.
                Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(ground::close));
                for (Map.Entry<String, Measurement> one : measurements.entrySet()) {
                    if (wish.has(one.getKey())) {
                        System.err.println("==> measuring " + one.getKey());
                        failures += measured(one.getValue(), ground, report) ? 0 : 1;
                    }
                }
            }
            System.out.print(report.table());
            if (wish.json() != null) {
                report.write(wish.json());
            }
        } catch (IOException | InterruptedException broken) {
            System.err.println("bench: " + broken);
            return FAILED;
        }
        return failures == 0 ? 0 : FAILED;
    }

    /// One that fails leaves the others to be measured.
    private static boolean measured(Measurement measurement, Ground ground, Report report) throws InterruptedException {
        try {
            measurement.run(ground, report);
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
                  upload     bytes that travel for a one-file edit
                  connect    grant request to channels open
                  dispatch   free machine to job received
                  download   a large file through a data channel, over a plain TCP copy
                  overhead   espctl's own part of version, doctor and a build without a change
                  start      process start to an MCP server's first answers, over npm's servers
                  answers    bytes that a model reads of a failed build
                  logs       recorded logs whose first error is right; a log of 50 MB

                  --json FILE     write the figures there too, with every run
                  --project DIR   build this project for esp32c3 in place of examples/hello_world

                See bench/README.md for what each figure is.
                """;
    }
}
