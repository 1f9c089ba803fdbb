package dev.aegis.espctl.builds;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.project.SourcesBeside;
import dev.aegis.espctl.remote.BuildEvent;
import dev.aegis.espctl.remote.BuildListener;
import dev.aegis.espctl.request.ScannedProject;
import dev.aegis.protocol.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;

/// The line that tells a user which sources outside the project travel: at the first build of a project, and again when
/// other folders do.
final class BesideNotice {
    private BesideNotice() {}

    static void tell(ScannedProject scanned, Context context, BuildListener listener) {
        SourcesBeside beside = scanned.snapshot().beside();
        String now = beside.folders().stream().map(SourcesBeside.Folder::path).collect(Collectors.joining("\n"));
        String project = Digest.of(scanned.project().root().toUri().getRawPath().getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, 16);
        Path told = context.directories().cache().resolve("outside-" + project);
        try {
            String before = Files.isRegularFile(told) ? Files.readString(told) : "";
            if (before.equals(now)) {
                return;
            }
            Files.createDirectories(Objects.requireNonNull(told.getParent(), "a file in the cache"));
            Files.writeString(told, now);
        } catch (IOException unknown) {
            // Told once more than needed.
        }
        if (!now.isEmpty()) {
            listener.on(new BuildEvent.Note(beside.sentence()));
        }
    }
}
