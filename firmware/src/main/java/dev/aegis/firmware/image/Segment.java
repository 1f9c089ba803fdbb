package dev.aegis.firmware.image;

/// One piece of an image.
///
/// @param loadAddress in the chip's memory
/// @param fileOffset where its bytes begin in the file
/// @param size bytes
public record Segment(long loadAddress, int fileOffset, int size) {}
