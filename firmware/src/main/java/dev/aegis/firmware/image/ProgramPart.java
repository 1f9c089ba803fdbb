package dev.aegis.firmware.image;

/// A piece of a linked program that must be in memory before its first instruction runs.
///
/// @param name the section's, or a number for a program without names
/// @param address in the chip's memory
/// @param fileOffset where its bytes begin in the ELF file
/// @param size bytes
/// @param alignment that the linker gave it, at least 1
/// @param filled whether the ELF file holds its bytes; otherwise the program clears or leaves it itself
record ProgramPart(String name, long address, int fileOffset, long size, long alignment, boolean filled) {
    long end() {
        return address + size;
    }

    /// Returns the name for messages.
    String place() {
        return "%s at 0x%08x".formatted(name, address);
    }
}
