package dev.aegis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// The computer and time of a run. Other processes affect every figure, so the load before the first run is part of the
/// report.
///
/// @param at the start of the run
/// @param cores of the computer
/// @param load the mean number of runnable processes in the minute before
/// @param java the version of the JVM
record HostInfo(String at, int cores, double load, String java) {
    private static final Path LOAD = Path.of("/proc/loadavg");

    static HostInfo read(Instant now) throws IOException {
        String load = Files.readString(LOAD).split(" ", 2)[0];
        return new HostInfo(
                now.truncatedTo(ChronoUnit.SECONDS).toString(),
                Runtime.getRuntime().availableProcessors(),
                Double.parseDouble(load),
                Runtime.version().toString());
    }

    String sentence() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, load %.2f before the first run%s, Java %s",
                at,
                cores,
                load,
                load > cores / 2.0 ? " (busy with other work: read the ratios, not the times)" : "",
                java);
    }
}
