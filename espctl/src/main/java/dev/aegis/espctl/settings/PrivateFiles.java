package dev.aegis.espctl.settings;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Files that only their owner may read, replaced atomically.
public final class PrivateFiles {
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private PrivateFiles() {}

    /// Replaces the file atomically. It has mode 0600 from the beginning, also while it is written.
    public static void write(Path file, byte[] content) throws IOException {
        Path folder = folder(file);
        Path temporary = Files.createTempFile(
                folder, "." + file.getFileName(), ".new", PosixFilePermissions.asFileAttribute(FILE));
        try {
            Files.write(temporary, content);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /// Creates the file atomically, with its content, if there is none. Of several processes one creates it.
    ///
    /// @return whether this call created it
    public static boolean create(Path file, byte[] content) throws IOException {
        Path temporary = Files.createTempFile(
                folder(file), "." + file.getFileName(), ".new", PosixFilePermissions.asFileAttribute(FILE));
        try {
            Files.write(temporary, content);
            Files.createLink(file, temporary);
            return true;
        } catch (FileAlreadyExistsException other) {
            return false;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /// @return empty when there is no such file
    public static Optional<byte[]> read(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    /// @throws Failure when other users of this computer can read or change the file
    public static void requirePrivate(Path file) throws IOException {
        Set<PosixFilePermission> found = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        found.retainAll(OTHERS);
        if (!found.isEmpty()) {
            throw new Failure(
                    ExitCode.NOT_CONFIGURED,
                    "credentials_too_open",
                    "other users of this computer can read " + file,
                    "chmod 600 " + file + "; if other users may have read it, ask the operator for a new key");
        }
    }

    private static Path folder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " has no folder");
        }
        return Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(DIRECTORY));
    }
}
