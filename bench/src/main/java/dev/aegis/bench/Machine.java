package dev.aegis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Where and when figures were measured. Others' work on the same machine is part of every figure, so the load before
/// the first run is part of the report.
///
/// @param at when the run began
/// @param cores that the machine has
/// @param load runnable processes, mean of the minute before
/// @param java the version of the JVM
record Machine(String at, int cores, double load, String java) {
    private static final Path LOAD = Path.of("/proc/loadavg");

    static Machine look(Instant now) throws IOException {
        String load = Files.readString(LOAD).split(" ", 2)[0];
        return new Machine(
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
