package dev.aegis.firmware.partitions;

/// One row of a partition table.
///
/// @param name at most 16 bytes
/// @param type 0 for an application, 1 for data, others are the project's own
/// @param subtype within the type
/// @param offset in flash, in bytes
/// @param size bytes
/// @param flags bit 0: encrypted; bit 1: read-only
public record Partition(String name, int type, int subtype, long offset, long size, long flags) {
    public boolean isApp() {
        return type == 0;
    }

    public long end() {
        return offset + size;
    }
}
