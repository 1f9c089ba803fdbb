package dev.aegis.bench;

import java.io.IOException;
import java.nio.file.Path;

/// A way to copy a file on this computer.
@FunctionalInterface
interface Copy {
    /// Copies the file and returns when the copy is complete.
    void copy(Path from, Path to) throws IOException, InterruptedException;
}
