package dev.aegis.firmware.dwarf;

/// @param file as the compiler was told it, made absolute where the compiler's folder is known
/// @param line from 1
public record SourceLine(String file, int line) {}
