package dev.aegis.agent.intake;

import dev.aegis.protocol.Digest;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The state of a file after the agent wrote it into a project.
///
/// @param sha256 of the content; absent for a link and for a file whose writing was interrupted
/// @param size bytes
/// @param mtimeNanos time of the last change, as the file system reports it
/// @param fileKey device and inode
public record KnownFile(
        @Nullable Digest sha256,
        long size,
        long mtimeNanos,
        @Nullable String fileKey) {
    /// A file whose writing has started. The next sync compares its content.
    static final KnownFile UNSURE = new KnownFile(null, 0, 0, null);

    static KnownFile of(Digest sha256, PosixFileAttributes attributes) {
        return new KnownFile(
                sha256,
                attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                String.valueOf(attributes.fileKey()));
    }

    /// Whether the file is unchanged since. A build can fake this, which affects only its own project.
    boolean isUnchanged(PosixFileAttributes attributes) {
        return sha256 != null && attributes.isRegularFile() && equals(of(sha256, attributes));
    }
}
