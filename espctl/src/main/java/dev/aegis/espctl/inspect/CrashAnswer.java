package dev.aegis.espctl.inspect;

import dev.aegis.firmware.trace.Crash;
import org.jspecify.annotations.Nullable;

/// A crash, explained and decoded as far as its ELF file is known. Both the command line and the MCP tools print it.
///
/// @param taskId the build whose ELF file was used; null if a file was named, or without an ELF file
/// @param elf the path of the ELF file; null when no known build fits, or when only its kept copy is left
public record CrashAnswer(@Nullable String taskId, @Nullable String elf, Crash crash) {
    /// Returns which ELF file the functions and lines are from; null without one.
    public @Nullable String origin() {
        return taskId == null ? elf : "task " + taskId + ", " + (elf == null ? "from its kept copy" : elf);
    }
}
