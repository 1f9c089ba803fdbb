package dev.aegis.firmware.trace;

/// @param file as the compiler was told it, made absolute where the compiler's folder is known
/// @param line from 1
record SourceLine(String file, int line) {}
