package dev.aegis.espctl.project;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;

/// Resolves a folder through every symbolic link, so that a project has one path however it is reached.
public final class RealFolder {
    private RealFolder() {}

    /// @throws Failure if the folder does not exist
    public static Path of(Path folder) {
        Path named = inEitherForm(folder.toAbsolutePath().normalize());
        if (!Files.isDirectory(named)) {
            throw missing(named);
        }
        try {
            return named.toRealPath();
        } catch (IOException gone) {
            throw missing(named);
        }
    }

    /// Programs may change the Unicode normalization form of a name; tries both forms.
    private static Path inEitherForm(Path path) {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return path;
        }
        for (Normalizer.Form form : new Normalizer.Form[] {Normalizer.Form.NFC, Normalizer.Form.NFD}) {
            Path other = Path.of(Normalizer.normalize(path.toString(), form));
            if (Files.exists(other)) {
                return other;
            }
        }
        return path;
    }

    private static Failure missing(Path folder) {
        return new Failure(
                ExitCode.USAGE,
                "project_missing",
                Files.exists(folder) ? folder + " is a file, not a folder" : "no such folder: " + folder,
                "name the project's folder with -C DIR");
    }
}
