package dev.aegis.bench;

import java.io.IOException;
import java.nio.file.Path;

/// One way of bringing a file to another place on this machine.
@FunctionalInterface
interface Copy {
    /// Returns when all of it is there.
    void copy(Path from, Path to) throws IOException, InterruptedException;
}
