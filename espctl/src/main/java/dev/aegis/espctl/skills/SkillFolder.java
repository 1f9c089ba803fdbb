package dev.aegis.espctl.skills;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.protocol.IoReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// The folder `NAME/` of one skill in a folder of skills. A `SKILL.md` that was edited after espctl wrote it, or that
/// another program wrote, is never replaced or removed unless that was asked for.
final class SkillFolder {
    private final Path folder;
    private final Path file;

    SkillFolder(Path skills, String name) {
        this.folder = skills.resolve(name);
        this.file = folder.resolve("SKILL.md");
    }

    Path file() {
        return file;
    }

    /// The outcome for one skill. `KEPT` means that it was not written by espctl or was edited since.
    enum Outcome {
        WRITTEN,
        UPDATED,
        PRESENT,
        KEPT,
        REMOVED,
        ABSENT
    }

    /// @param force also replaces a file that espctl did not write
    /// @param write false to find out only
    Outcome install(AgentSkill skill, boolean force, boolean write) {
        try {
            String present = read();
            if (skill.text().equals(present)) {
                return Outcome.PRESENT;
            }
            if (present != null && !force && !AgentSkill.isUnchanged(present)) {
                return Outcome.KEPT;
            }
            if (write) {
                Files.createDirectories(folder);
                Path fresh = Files.createTempFile(folder, "SKILL", ".tmp");
                Files.writeString(fresh, skill.text());
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            }
            return present == null ? Outcome.WRITTEN : Outcome.UPDATED;
        } catch (IOException broken) {
            throw failure("write", broken);
        }
    }

    /// @param force also removes a file that espctl did not write
    /// @param write false to find out only
    Outcome remove(boolean force, boolean write) {
        try {
            String present = read();
            if (present == null) {
                return Outcome.ABSENT;
            }
            if (!force && !AgentSkill.isUnchanged(present)) {
                return Outcome.KEPT;
            }
            if (write) {
                Files.delete(file);
                removeIfEmpty();
            }
            return Outcome.REMOVED;
        } catch (IOException broken) {
            throw failure("remove", broken);
        }
    }

    private @Nullable String read() throws IOException {
        // A link is another program's way to share a skill: its target must not be overwritten through it.
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                : "";
    }

    private void removeIfEmpty() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            if (files.iterator().hasNext()) {
                return;
            }
        }
        Files.delete(folder);
    }

    private Failure failure(String verb, IOException broken) {
        return new Failure(
                ExitCode.FAILED,
                "skill_not_written",
                "cannot " + verb + " " + file + ": " + IoReason.of(broken),
                "make it writable, or choose another folder: --folder DIR",
                broken);
    }
}
