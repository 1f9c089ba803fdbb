package dev.aegis.espctl.outside;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.needs.Need;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The paths that a build needs and that are not there: a failure if every configuration uses them, else a note.
final class MissingPaths {
    private static final Set<Need.Use> FOLDERS =
            Set.of(Need.Use.COMPONENTS, Need.Use.COMPONENT, Need.Use.SUBDIRECTORY, Need.Use.HEADERS);

    private final Path project;
    private final Consumer<String> notes;

    /// @param notes takes what the user should know
    MissingPaths(Path project, Consumer<String> notes) {
        this.project = project;
        this.notes = notes;
    }

    /// Whether the path does not exist, or is a folder without a file, as that of a submodule that was not fetched.
    static boolean isMissing(Need need, Path real) {
        return !Files.exists(real) || (FOLDERS.contains(need.use()) && isEmpty(real));
    }

    /// @throws Failure if every configuration of the build uses the path
    void tell(Need need, Path real) {
        if (need.use() == Need.Use.LINK) {
            notes.accept("the link " + need.origin().shown(project) + " leads to " + need.written()
                    + ", which does not exist");
        }
        if (!need.use().isRequired() || (need.use() == Need.Use.LONE_FILE && !need.certain())) {
            return;
        }
        String sentence = need.origin().shown(project) + " names " + need.written() + ", and "
                + project.relativize(need.path()) + state(need.path(), real);
        if (!need.certain()) {
            notes.accept(sentence);
            return;
        }
        Path near = inAnyCase(need.path());
        throw new Failure(
                ExitCode.USAGE,
                "outside_missing",
                sentence,
                near == null
                        ? "correct the path, or create what it names; a git submodule is fetched with:"
                                + " git submodule update --init"
                        : "did you mean " + project.relativize(near) + "?");
    }

    private static String state(Path path, Path real) {
        if (Files.exists(real)) {
            return " is empty";
        }
        return Files.notExists(path) ? " does not exist" : " cannot be read";
    }

    private static boolean isEmpty(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /// Returns the path that exists and differs in upper and lower case only; null if there is none.
    private static @Nullable Path inAnyCase(Path path) {
        Path at = path.getRoot();
        for (Path name : path) {
            Path next = at == null ? null : at.resolve(name);
            at = next == null || Files.exists(next) ? next : sibling(next);
        }
        return at == null || at.equals(path) ? null : at;
    }

    private static @Nullable Path sibling(Path path) {
        Path parent = path.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return null;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent)) {
            for (Path entry : entries) {
                if (String.valueOf(entry.getFileName()).equalsIgnoreCase(String.valueOf(path.getFileName()))) {
                    return entry;
                }
            }
        } catch (IOException unreadable) {
            return null;
        }
        return null;
    }
}
