package dev.aegis.agent.sandbox.disk;

/// A resource of a file system that can run out.
public enum DiskResource {
    BYTES,
    /// Files, directories and links of all kinds: whatever uses an inode.
    FILES
}
