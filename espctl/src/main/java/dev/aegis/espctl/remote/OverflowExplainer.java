package dev.aegis.espctl.remote;

import dev.aegis.espctl.connect.MachineSession;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.tasks.KeptFiles;
import dev.aegis.firmware.errors.BuildReport;
import dev.aegis.firmware.errors.Category;
import dev.aegis.firmware.errors.linker.MemoryRegionError;
import dev.aegis.firmware.size.LinkMap;
import dev.aegis.peer.LinkException;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.TaskResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Explains a memory that overflowed by the linker map of the failed link. Best effort: a failure here does not change
/// the answer. The map is not put into the project, whose `build/` is that of the last successful build.
final class OverflowExplainer {
    /// The maps of large programs have 20 MB.
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private final Download download;
    private final ArtifactKeeper keep;
    private final KeptFiles kept;

    OverflowExplainer(Download download, ArtifactKeeper keep, KeptFiles kept) {
        this.download = download;
        this.keep = keep;
        this.kept = kept;
    }

    /// @param report the errors of the log
    /// @return the same report, with the largest contributors to each memory that is too small if they are known
    BuildReport explain(BuildReport report, TaskResult told, MachineSession session) throws InterruptedException {
        Optional<Artifact> map = told.artifacts().stream()
                .filter(artifact -> artifact.role() == Artifact.Role.MAP && artifact.size() <= MOST_BYTES)
                .findFirst();
        boolean overflowed = report.errors().stream().anyMatch(error -> error.category() == Category.MEMORY_REGION);
        if (!overflowed || map.isEmpty()) {
            return report;
        }
        try {
            return MemoryRegionError.explained(report, read(map.get(), told, session));
        } catch (IOException | LinkException | Failure unexplained) {
            return report;
        }
    }

    private LinkMap read(Artifact map, TaskResult told, MachineSession session)
            throws IOException, LinkException, InterruptedException {
        Optional<byte[]> known = kept.read(map.sha256(), MOST_BYTES);
        if (known.isPresent()) {
            return LinkMap.read(new ByteArrayInputStream(known.get()));
        }
        Path file = kept.incoming();
        try {
            download.fetch(session, map, file);
            keep.keep(map, file, told);
            try (InputStream content = Files.newInputStream(file)) {
                return LinkMap.read(content);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
