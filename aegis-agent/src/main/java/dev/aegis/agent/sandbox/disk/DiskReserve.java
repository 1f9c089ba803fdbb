package dev.aegis.agent.sandbox.disk;

/// Free space of a file system that builds must leave to the machine.
///
/// The guard acts before the reserve is reached: a build can write between two looks. The distance is
/// half the reserve, at most 512 MiB and 50,000 files. Together with the guard's interval that allows
/// for 2 GB and 200,000 new files per second.
///
/// @param bytes free bytes; 0 turns this reserve off
/// @param files free inodes; 0 turns this reserve off
public record DiskReserve(long bytes, long files) {
    private static final long MOST_HEADROOM_BYTES = 512L * 1024 * 1024;
    private static final long MOST_HEADROOM_FILES = 50_000;

    public DiskReserve {
        if (bytes < 0 || files < 0) {
            throw new IllegalArgumentException("a reserve cannot be negative");
        }
    }

    /// Returns the number of free bytes below which no build may start.
    public long neededBytes() {
        return bytes + headroom().bytes();
    }

    DiskUsage asUsage() {
        return new DiskUsage(bytes, files);
    }

    DiskUsage headroom() {
        return new DiskUsage(Math.min(bytes / 2, MOST_HEADROOM_BYTES), Math.min(files / 2, MOST_HEADROOM_FILES));
    }

    /// Returns the free space below which the guard ends builds.
    DiskUsage line() {
        return asUsage().plus(headroom());
    }
}
