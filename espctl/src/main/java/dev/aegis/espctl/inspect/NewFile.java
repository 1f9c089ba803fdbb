package dev.aegis.espctl.inspect;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.protocol.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/// A file that is written completely or not at all.
final class NewFile {
    private NewFile() {}

    static void write(Path file, byte[] content) {
        try {
            Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "the file has no folder");
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, ".espctl", ".new");
            try {
                Files.write(temporary, content);
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException broken) {
            throw new Failure(
                    ExitCode.FAILED,
                    "file_unwritable",
                    "cannot write " + file + ": " + IoReason.of(broken),
                    "name a writable folder on a disk with free space",
                    broken);
        }
    }
}
