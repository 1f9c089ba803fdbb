package dev.aegis.agent.sandbox.disk;

/// Limits for the growth of everything that one build can write to disk, all its commands together.
///
/// What the directories hold at the start does not count, up to the same limits: the part above them
/// counts as growth. Otherwise many builds that each keep to the limits could fill the disk.
///
/// @param bytes allocated bytes
/// @param files files, directories and links
public record DiskLimits(long bytes, long files) {
    public DiskLimits {
        if (bytes < 1 || files < 1) {
            throw new IllegalArgumentException("a build needs disk space and files");
        }
    }

    DiskUsage asUsage() {
        return new DiskUsage(bytes, files);
    }
}
