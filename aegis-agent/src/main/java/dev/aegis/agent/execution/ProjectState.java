package dev.aegis.agent.execution;

import dev.aegis.agent.workspace.NotPlainFileException;
import dev.aegis.agent.workspace.ProjectTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The chip that a project was last configured for, in the files that ESP-IDF reads.
///
/// @param defaults the file of defaults: `sdkconfig.defaults`, or only that of the chip
/// @param hasSdkconfig there is a `sdkconfig`
/// @param sdkconfigTarget the chip in `sdkconfig`
/// @param cacheTarget the chip in `build/CMakeCache.txt`
/// @param isConfigured there is a `build/`
record ProjectState(
        Optional<String> defaults,
        boolean hasSdkconfig,
        Optional<String> sdkconfigTarget,
        Optional<String> cacheTarget,
        boolean isConfigured) {
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final Pattern SDKCONFIG = Pattern.compile("(?m)^CONFIG_IDF_TARGET=\"([a-z0-9]+)\"\\s*$");
    private static final Pattern CACHE = Pattern.compile("(?m)^IDF_TARGET:[A-Z]+=([a-z0-9]+)\\s*$");

    static ProjectState of(ProjectTree project, String target) throws IOException {
        return new ProjectState(
                defaults(project, target),
                project.look("sdkconfig").isPresent(),
                find(project, "sdkconfig", SDKCONFIG),
                find(project, "build/CMakeCache.txt", CACHE),
                project.look("build").isPresent());
    }

    ProjectState withoutBuild() {
        return new ProjectState(defaults, hasSdkconfig, sdkconfigTarget, Optional.empty(), false);
    }

    private static Optional<String> defaults(ProjectTree project, String target) throws IOException {
        for (String name : List.of("sdkconfig.defaults", "sdkconfig.defaults." + target)) {
            if (project.look(name).isPresent()) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> find(ProjectTree project, String path, Pattern pattern) throws IOException {
        try {
            Matcher found = pattern.matcher(new String(project.readSmall(path, MOST_BYTES), StandardCharsets.UTF_8));
            return found.find() ? Optional.of(found.group(1)) : Optional.empty();
        } catch (NoSuchFileException | NotPlainFileException absent) {
            return Optional.empty();
        }
    }
}
