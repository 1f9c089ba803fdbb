package dev.aegis.espctl.outside;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What a build needs from outside the project's folder.
///
/// @param paths folders and lone files, without links, in the order of their paths
/// @param links links outside the project on the way to them, each with its target as it is sent
/// @param environment variables for the build, with `${PROJECT}` for the project's folder
/// @param components folders above the project that are components, whose names count
/// @param notes what the user should know
public record OutsideSources(
        List<Path> paths,
        Map<Path, String> links,
        Map<String, String> environment,
        List<Path> components,
        List<String> notes) {
    public OutsideSources {
        paths = List.copyOf(paths);
        links = Map.copyOf(links);
        environment = Map.copyOf(environment);
        components = List.copyOf(components);
        notes = List.copyOf(notes);
    }
}
