package dev.aegis.espctl.actions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Starts espctl once more, so that it outlives this process: killing this one, or its whole process group, leaves
/// the other alone.
@FunctionalInterface
public interface BackgroundProgram {
    /// @param arguments of espctl
    /// @param folder where it stands
    /// @param output takes what it prints
    ProcessHandle start(List<String> arguments, Path folder, Path output) throws IOException;
}
