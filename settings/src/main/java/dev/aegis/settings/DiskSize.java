package dev.aegis.settings;

/// A size on disk: either a number of bytes, or a share of the file system that it applies to.
public sealed interface DiskSize {
    /// Returns the size in bytes on a file system with this many bytes.
    long bytesOf(long fileSystemBytes);

    record Bytes(long bytes) implements DiskSize {
        @Override
        public long bytesOf(long fileSystemBytes) {
            return bytes;
        }
    }

    /// @param percent 1 to 100
    record Share(int percent) implements DiskSize {
        @Override
        public long bytesOf(long fileSystemBytes) {
            return fileSystemBytes / 100 * percent;
        }
    }
}
