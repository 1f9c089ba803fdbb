package dev.aegis.espctl.context;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.settings.PrivateFiles;
import dev.aegis.protocol.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The note that the next build of a workspace starts clean on its machine. The file's name is the workspace's key.
public final class CleanMark {
    private final Path file;

    CleanMark(Path stateFolder, String workspaceKey) {
        this.file = stateFolder.resolve("clean").resolve(workspaceKey);
    }

    public boolean isSet() {
        return Files.exists(file);
    }

    public void set() {
        try {
            PrivateFiles.write(file, new byte[0]);
        } catch (IOException broken) {
            throw unwritable(broken);
        }
    }

    /// Removes the note after a build that started clean.
    public void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException broken) {
            throw unwritable(broken);
        }
    }

    private Failure unwritable(IOException broken) {
        return new Failure(
                ExitCode.FAILED,
                "state_unwritable",
                "cannot write " + file + ": " + IoReason.of(broken),
                "make its folder yours and writable, or set XDG_STATE_HOME",
                broken);
    }
}
