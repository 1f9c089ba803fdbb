package dev.aegis.espctl.needs;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// The variables of CMake and ESP-IDF that hold a folder.
final class CMakeDirectories {
    private CMakeDirectories() {}

    static void setProject(CMakeVariables variables, Path project, String target) {
        for (String name : List.of("CMAKE_SOURCE_DIR", "PROJECT_SOURCE_DIR", "PROJECT_DIR", "PROJECT_PATH")) {
            set(variables, name, project.toString());
        }
        for (String name : List.of("CMAKE_BINARY_DIR", "PROJECT_BINARY_DIR", "BUILD_DIR", "CMAKE_CURRENT_BINARY_DIR")) {
            set(variables, name, project.resolve("build").toString());
        }
        set(variables, "IDF_TARGET", target);
    }

    static void setSource(CMakeVariables variables, Path directory) {
        set(variables, "CMAKE_CURRENT_SOURCE_DIR", directory.toString());
    }

    static void setList(CMakeVariables variables, Path file) {
        set(variables, "CMAKE_CURRENT_LIST_FILE", file.toString());
        set(
                variables,
                "CMAKE_CURRENT_LIST_DIR",
                Objects.requireNonNull(file.getParent()).toString());
        set(
                variables,
                "CMAKE_CURRENT_FUNCTION_LIST_DIR",
                Objects.requireNonNull(file.getParent()).toString());
    }

    static void setComponent(CMakeVariables variables, Path directory) {
        set(variables, "COMPONENT_DIR", directory.toString());
        set(variables, "COMPONENT_PATH", directory.toString());
        set(variables, "COMPONENT_NAME", String.valueOf(directory.getFileName()));
    }

    private static void set(CMakeVariables variables, String name, String value) {
        variables.set(name, List.of(CMakeItem.of(value, new Origin(Path.of("/"), 0))), true);
    }
}
