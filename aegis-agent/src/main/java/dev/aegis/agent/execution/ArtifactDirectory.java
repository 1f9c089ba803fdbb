package dev.aegis.agent.execution;

import dev.aegis.protocol.Digest;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/// The directory with the copies of a task's artifacts, named by digest.
///
/// @param directory in the task's directory, which no build can access
public record ArtifactDirectory(Path directory) {
    public static ArtifactDirectory of(Path home) {
        return new ArtifactDirectory(home.resolve("artifacts"));
    }

    Path place(Digest sha256) {
        return directory.resolve(sha256.hex());
    }

    public Optional<Path> find(Digest sha256) {
        Path place = place(sha256);
        return Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS) ? Optional.of(place) : Optional.empty();
    }
}
