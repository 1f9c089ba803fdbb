package dev.aegis.espctl.inspect;

import dev.aegis.firmware.trace.Crash;
import org.jspecify.annotations.Nullable;

/// A decoded crash.
///
/// @param taskId the build whose ELF file was used; null if a file was named
/// @param elf the path of the ELF file
public record CrashAnswer(@Nullable String taskId, String elf, Crash crash) {}
