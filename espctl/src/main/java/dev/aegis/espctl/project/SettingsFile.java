package dev.aegis.espctl.project;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.protocol.IoReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A settings file of a project. Replaced atomically. A symlink is followed if its target is inside the project, and
/// stays a symlink.
final class SettingsFile {
    private static final Set<PosixFilePermission> NEW = PosixFilePermissions.fromString("rw-r--r--");

    private final Path root;
    private final Path file;

    SettingsFile(Path root, String name) {
        this.root = root;
        this.file = root.resolve(name);
    }

    boolean exists() {
        return Files.exists(file) || Files.isSymbolicLink(file);
    }

    /// Returns the text with its byte order mark and line ends.
    String read() {
        requireFile();
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException other) {
            throw wrong("is not UTF-8", "save it as UTF-8", other);
        } catch (NoSuchFileException nowhere) {
            throw wrong("is a broken link", "remove the link", nowhere);
        } catch (IOException broken) {
            throw wrong("cannot be read: " + IoReason.of(broken), "make it readable", broken);
        }
    }

    void replace(String text) {
        requireFile();
        Path real = real();
        try {
            boolean isNew = !Files.exists(real);
            Set<PosixFilePermission> permissions = isNew ? NEW : Files.getPosixFilePermissions(real);
            if (!permissions.contains(PosixFilePermission.OWNER_WRITE)) {
                throw unwritable("is read-only", "chmod u+w " + real, null);
            }
            Path temporary =
                    Files.createTempFile(Objects.requireNonNull(real.getParent()), "." + real.getFileName(), ".new");
            try {
                Files.writeString(temporary, text);
                Files.setPosixFilePermissions(temporary, permissions);
                Files.move(temporary, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException broken) {
            throw unwritable(
                    "cannot be written: " + IoReason.of(broken),
                    "make the project's folder writable for your user, and free disk space if it is full",
                    broken);
        }
    }

    private void requireFile() {
        if (Files.isDirectory(file)) {
            throw wrong("is a folder, not a file", "move or remove the folder", null);
        }
    }

    private Path real() {
        if (!Files.isSymbolicLink(file)) {
            return file;
        }
        try {
            Path real = file.toRealPath();
            if (real.startsWith(root.toRealPath())) {
                return real;
            }
            throw unwritable(
                    "is a link to " + real + ", outside the project",
                    "edit the target, or replace the link by a file",
                    null);
        } catch (NoSuchFileException nowhere) {
            throw unwritable("is a broken link", "remove the link", nowhere);
        } catch (IOException broken) {
            throw unwritable("is a link that cannot be resolved: " + IoReason.of(broken), "remove the link", broken);
        }
    }

    private Failure wrong(String what, String hint, @Nullable Throwable cause) {
        return new Failure(ExitCode.USAGE, "project_settings_wrong", file + " " + what, hint, cause);
    }

    private Failure unwritable(String what, String hint, @Nullable Throwable cause) {
        return new Failure(ExitCode.FAILED, "project_unwritable", file + " " + what, hint, cause);
    }
}
