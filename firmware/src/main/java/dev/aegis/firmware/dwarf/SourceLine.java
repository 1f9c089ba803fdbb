package dev.aegis.firmware.dwarf;

/// A line of a source file.
///
/// @param file as given to the compiler, made absolute if the compiler's folder is known
/// @param line from 1
public record SourceLine(String file, int line) {}
