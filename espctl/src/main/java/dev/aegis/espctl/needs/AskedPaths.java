package dev.aegis.espctl.needs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The folders and files of a path that may have `*` and `?` in its names.
public final class AskedPaths {
    private AskedPaths() {}

    /// @param folder the folder that a relative entry begins at
    public static List<Path> of(Path folder, String entry) {
        List<Path> found = List.of(entry.startsWith("/") ? folder.resolve("/") : folder);
        for (String part : entry.split("/")) {
            if (part.equals("**")) {
                break;
            }
            List<Path> next = new ArrayList<>();
            for (Path at : found) {
                if (part.contains("*") || part.contains("?")) {
                    next.addAll(matching(at, part));
                } else if (Files.exists(at.resolve(part))) {
                    next.add(at.resolve(part).normalize());
                }
            }
            found = next;
        }
        return found;
    }

    private static List<Path> matching(Path folder, String glob) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            entries.forEach(found::add);
        } catch (IOException none) {
            return found;
        }
        found.sort(null);
        return found;
    }
}
