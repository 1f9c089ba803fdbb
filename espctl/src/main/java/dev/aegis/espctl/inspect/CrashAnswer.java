package dev.aegis.espctl.inspect;

import dev.aegis.firmware.trace.Crash;
import org.jspecify.annotations.Nullable;

/// A crash, looked up.
///
/// @param taskId the build whose ELF file was used; absent when a file was named
/// @param elf where that ELF file lies or lay
public record CrashAnswer(@Nullable String taskId, String elf, Crash crash) {}
