package dev.aegis.espctl.project;

import dev.aegis.protocol.Limits;

/// How large a project may be.
///
/// @param files at most
/// @param bytes of all files together, at most
public record ScanLimits(int files, long bytes) {
    public static ScanLimits standard() {
        return new ScanLimits(Limits.PROJECT_FILES, Limits.PROJECT_BYTES);
    }
}
