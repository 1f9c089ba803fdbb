package dev.aegis.agent.sandbox.disk;

/// An amount of disk: allocated bytes, and files of all kinds. A sparse file counts with its allocated
/// blocks, a file with several names counts once.
public record DiskUsage(long bytes, long files) {
    static final DiskUsage NONE = new DiskUsage(0, 0);

    long of(DiskResource resource) {
        return switch (resource) {
            case BYTES -> bytes;
            case FILES -> files;
        };
    }

    DiskUsage plus(DiskUsage other) {
        return new DiskUsage(bytes + other.bytes, files + other.files);
    }

    DiskUsage minus(DiskUsage other) {
        return new DiskUsage(bytes - other.bytes, files - other.files);
    }

    DiskUsage atLeast(DiskUsage other) {
        return new DiskUsage(Math.max(bytes, other.bytes), Math.max(files, other.files));
    }

    DiskUsage atMost(DiskUsage other) {
        return new DiskUsage(Math.min(bytes, other.bytes), Math.min(files, other.files));
    }
}
