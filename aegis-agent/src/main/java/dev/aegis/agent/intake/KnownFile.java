package dev.aegis.agent.intake;

import dev.aegis.protocol.Digest;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What the agent knows about a file that it once wrote into a project.
///
/// @param sha256 of the content; absent for a link and for a file whose writing was interrupted
/// @param size bytes
/// @param mtimeNanos time of the last change, as the file system says
/// @param fileKey device and inode
public record KnownFile(
        @Nullable Digest sha256,
        long size,
        long mtimeNanos,
        @Nullable String fileKey) {
    /// Being written: compared by content next time.
    static final KnownFile UNSURE = new KnownFile(null, 0, 0, null);

    static KnownFile of(Digest sha256, PosixFileAttributes attributes) {
        return new KnownFile(
                sha256,
                attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                String.valueOf(attributes.fileKey()));
    }

    /// Whether the file still is what it was when this was noted. A build can fake that, and then only
    /// fools itself.
    boolean isUnchanged(PosixFileAttributes attributes) {
        return sha256 != null && attributes.isRegularFile() && equals(of(sha256, attributes));
    }
}
