package dev.aegis.firmware.image;

import java.util.List;

/// An image that was just made.
///
/// @param bytes the file
/// @param notes reasons why a bootloader might not start it, one sentence each
public record WrittenImage(byte[] bytes, List<String> notes) {
    public WrittenImage {
        notes = List.copyOf(notes);
    }
}
