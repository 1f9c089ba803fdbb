package dev.aegis.bench;

import java.io.IOException;

/// One measurement of `./aegis bench`.
@FunctionalInterface
interface Measurement {
    /// @param report the figures are added to it
    void run(BenchEnvironment bench, Report report) throws IOException, InterruptedException;
}
