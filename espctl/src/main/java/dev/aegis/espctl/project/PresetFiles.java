package dev.aegis.espctl.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The files with presets of CMake. From ESP-IDF 6.0 on, `idf.py` builds a preset of its own choice into the folder
/// that the preset names, so a build machine does not get them.
public final class PresetFiles {
    private PresetFiles() {}

    /// Returns what the user should know; empty for a project without presets.
    public static Optional<String> note(Path project) {
        return Stream.of("CMakePresets.json", "CMakeUserPresets.json")
                .filter(name -> Files.isRegularFile(project.resolve(name)))
                .findFirst()
                .map(name -> "the presets of " + name + " are not used; write what a build needs of them in "
                        + ProjectSettings.FILE + ": [build] params = [\"NAME=VALUE\"]");
    }
}
