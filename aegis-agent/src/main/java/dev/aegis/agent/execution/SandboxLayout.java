package dev.aegis.agent.execution;

import dev.aegis.agent.sandbox.Mount;
import dev.aegis.agent.workspace.ProjectTree;
import dev.aegis.agent.workspace.Workspace;
import dev.aegis.protocol.Limits;
import dev.aegis.protocol.session.ProjectPlace;
import dev.aegis.protocol.session.SandboxPaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a workspace's directories lie in the sandbox: the project deep below `/src`, and the sources beside it in the
/// directories above, so that the project's relative paths lead to them.
///
/// @param place what the client asked for; absent for the usual place
record SandboxLayout(@Nullable ProjectPlace place) {
    /// The project's path.
    String project() {
        return path(0);
    }

    /// The variables that the client gave, with the project's path in them.
    Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>();
        if (place != null) {
            place.environment().forEach((name, value) -> variables.put(name, inside(value)));
        }
        return variables;
    }

    /// Returns the mounts of the project and of the directories above it, the highest first, because each lies in the
    /// one before. A mount point that a build may have replaced by a link is made a directory again.
    List<Mount> mounts(Workspace workspace) throws IOException {
        List<Mount> mounts = new ArrayList<>();
        try (ProjectTree tree = workspace.openProject()) {
            for (int level = highest(workspace); level > 0; level--) {
                tree.requireDirectory("../".repeat(level) + name(level - 1));
                mounts.add(Mount.writable(workspace.above(level), path(level)));
            }
        }
        mounts.add(Mount.writable(workspace.project(), project()));
        return mounts;
    }

    private int highest(Workspace workspace) {
        return Math.max(
                workspace.highestLevel(), place == null ? 0 : place.parents().size());
    }

    private String path(int level) {
        StringBuilder path = new StringBuilder(SandboxPaths.ROOT);
        for (int above = Limits.LEVELS_ABOVE; above >= level; above--) {
            path.append('/').append(name(above));
        }
        return path.toString();
    }

    private String name(int level) {
        return level == 0 || place == null || level > place.parents().size()
                ? SandboxPaths.NAME
                : place.parents().get(level - 1);
    }

    /// A value may be a list with `;`, as in CMake.
    private String inside(String value) {
        List<String> elements = new ArrayList<>();
        for (String element : value.split(";", -1)) {
            elements.add(
                    element.startsWith(ProjectPlace.PROJECT)
                            ? Path.of(project() + element.substring(ProjectPlace.PROJECT.length()))
                                    .normalize()
                                    .toString()
                            : element);
        }
        return String.join(";", elements);
    }
}
