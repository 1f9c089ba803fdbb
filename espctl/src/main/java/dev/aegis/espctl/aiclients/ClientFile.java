package dev.aegis.espctl.aiclients;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.protocol.IoReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A settings file of another program. Replaced atomically, keeps its mode, follows a symlink.
final class ClientFile {
    private static final long MOST_BYTES = 8L * 1024 * 1024;
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> SHARED = PosixFilePermissions.fromString("rw-r--r--");

    private final Path file;
    private final boolean shared;
    private byte[] seen = new byte[0];
    private boolean existed;

    /// @param shared whether a new file is part of the project and readable by others
    ClientFile(Path file, boolean shared) {
        this.file = file;
        this.shared = shared;
    }

    String name() {
        return String.valueOf(file.getFileName());
    }

    /// Returns the content; empty if the file does not exist.
    String read() {
        try {
            if (!Files.exists(file) && !Files.isSymbolicLink(file)) {
                return "";
            }
            if (Files.size(file) > MOST_BYTES || !Files.isRegularFile(file)) {
                throw failure(
                        file + " is a folder, or too large for a settings file",
                        "name the client's own file with --file",
                        null);
            }
            seen = Files.readAllBytes(file);
            existed = true;
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(seen))
                    .toString();
        } catch (NoSuchFileException nowhere) {
            throw failure(file + " is a broken link", "remove the link, or create its target", nowhere);
        } catch (IOException broken) {
            throw failure("cannot read " + file + ": " + IoReason.of(broken), "make it readable, in UTF-8", broken);
        }
    }

    void replace(String text) {
        try {
            Path real = existed ? file.toRealPath() : file;
            Path folder = Objects.requireNonNull(real.toAbsolutePath().getParent());
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(
                    folder, "." + real.getFileName(), ".new", PosixFilePermissions.asFileAttribute(PRIVATE));
            try {
                Files.writeString(temporary, text);
                if (existed) {
                    Files.setOwner(temporary, Files.getOwner(real));
                }
                Files.setPosixFilePermissions(
                        temporary, existed ? Files.getPosixFilePermissions(real) : shared ? SHARED : PRIVATE);
                requireUnchanged(real);
                Files.move(temporary, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException broken) {
            throw failure(
                    "cannot write " + file + ": " + IoReason.of(broken), "make the file and its folder yours", broken);
        }
    }

    private void requireUnchanged(Path real) throws IOException {
        boolean same = existed ? Arrays.equals(Files.readAllBytes(real), seen) : !Files.exists(real);
        if (!same) {
            throw failure(file + " was changed by another program", "run the same command again", null);
        }
    }

    private static Failure failure(String sentence, String hint, @Nullable Throwable cause) {
        return new Failure(ExitCode.FAILED, "client_file_unusable", sentence, hint, cause);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
