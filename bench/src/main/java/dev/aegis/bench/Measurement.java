package dev.aegis.bench;

import java.io.IOException;

/// One of the things that `./aegis bench` can be asked for.
@FunctionalInterface
interface Measurement {
    /// @param report gets its figures
    void run(Ground ground, Report report) throws IOException, InterruptedException;
}
