package dev.aegis.espctl.needs;

import java.nio.file.Path;
import java.util.Set;

/// A folder or file that a build uses.
///
/// @param path absolute, without `.` and `..`; links are not resolved
/// @param use how the build uses it
/// @param written as the user wrote it
/// @param origin where it was written
/// @param certain whether every configuration of the build uses it
/// @param variables the variables of the environment that lead to it
public record Need(Path path, Use use, String written, Origin origin, boolean certain, Set<String> variables) {
    public Need {
        variables = Set.copyOf(variables);
    }

    /// How a build uses a path.
    public enum Use {
        /// A component, or a folder of components.
        COMPONENTS,
        /// One component.
        COMPONENT,
        /// A folder with a CMake file of its own.
        SUBDIRECTORY,
        /// A CMake file that is included.
        INCLUDED,
        /// A source file or a folder of them.
        SOURCE,
        /// A folder of headers.
        HEADERS,
        /// A file that is used without its neighbours, such as a partition table.
        LONE_FILE,
        /// An argument of another command, which may be a path or not.
        ARGUMENT,
        /// A symbolic link.
        LINK,
        /// A setting of the user, who asked for it by name.
        ASKED;

        /// Whether a build cannot go on without it.
        public boolean isRequired() {
            return this != ARGUMENT && this != LINK;
        }
    }
}
