package dev.aegis.agent.build;

import dev.aegis.protocol.Digest;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/// The copies of a task's artifacts, by digest, in the task's own directory.
///
/// @param directory which no build can reach
record KeptArtifacts(Path directory) {
    static KeptArtifacts of(Path home) {
        return new KeptArtifacts(home.resolve("artifacts"));
    }

    Path place(Digest sha256) {
        return directory.resolve(sha256.hex());
    }

    Optional<Path> find(Digest sha256) {
        Path place = place(sha256);
        return Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS) ? Optional.of(place) : Optional.empty();
    }
}
