package dev.aegis.espctl.project;

import dev.aegis.protocol.Limits;

/// The limits of a project's size.
///
/// @param files the most files
/// @param bytes the most bytes of all files together
public record ScanLimits(int files, long bytes) {
    public static ScanLimits standard() {
        return new ScanLimits(Limits.PROJECT_FILES, Limits.PROJECT_BYTES);
    }
}
