package dev.aegis.agent.execution;

import dev.aegis.agent.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The files that the machine adds to a build, as a directory that builds see at `/aegis` and cannot write.
///
/// @param directory on this machine
record BuildAdditions(Path directory) {
    static final String PLACE = "/aegis";
    static final String RELEASE_DEFAULTS = PLACE + "/sdkconfig.release";
    static final String WRAPPERS = PLACE + "/bin";

    /// The definition with which each project() call includes `project.cmake`. Its place is always the same, so it
    /// changes CMake's cache once.
    static final String DEFINITION = "CMAKE_PROJECT_INCLUDE=" + PLACE + "/project.cmake";

    private static final String RELEASE =
            "CONFIG_COMPILER_OPTIMIZATION_SIZE=y\nCONFIG_BOOTLOADER_COMPILER_OPTIMIZATION_SIZE=y\n";

    /// `idf.py` cannot pass a number of jobs to ninja, and ninja reads none from its environment. CMake may keep the
    /// path of this wrapper in its cache: it is there in every build, also in those that do not ask for a number.
    private static final String NINJA = """
            #!/bin/sh
            ninja=$(PATH=${PATH#/aegis/bin:}; command -v ninja) || exit 127
            exec "$ninja" ${AEGIS_JOBS:+-j$AEGIS_JOBS} "$@"
            """;

    private static final String PROJECT = """
            # Included by project(). It is an input of the configuration: CMake runs again when it changes.
            # Files of the project:
            """;

    /// Replaces the function of ESP-IDF that runs git, for folders of the project only, so that the other sources of a
    /// version keep their order: PROJECT_VER, version.txt, project(VERSION).
    private static final String VERSION = """
            include_guard(GLOBAL)
            if(COMMAND git_describe)
                function(git_describe variable folder)
                    string(FIND "${folder}/" "${CMAKE_SOURCE_DIR}/" place)
                    if(place EQUAL 0 AND "${ARGN}" STREQUAL "")
                        set(${variable} "@APP_VERSION@" PARENT_SCOPE)
                    else()
                        _git_describe(described "${folder}" ${ARGN})
                        set(${variable} "${described}" PARENT_SCOPE)
                    endif()
                endfunction()
            endif()
            """;

    static BuildAdditions of(Workspace workspace) {
        return new BuildAdditions(workspace.notes().resolve("additions"));
    }

    /// The part of these files that is the same for every project, as a part of the machine's identity.
    static String rules() {
        return RELEASE + NINJA + VERSION;
    }

    /// Writes the files. A file with the right content keeps its time, because CMake runs again when `project.cmake`
    /// is newer than its output.
    ///
    /// @param inputs the files that CMake reads
    /// @param appVersion the result of `git describe` on the user's computer
    void write(ConfigureInputs inputs, @Nullable String appVersion) throws IOException {
        Files.createDirectories(directory.resolve("bin"));
        writeChanged("sdkconfig.release", RELEASE);
        writeChanged("bin/ninja", NINJA);
        Files.setPosixFilePermissions(directory.resolve("bin/ninja"), PosixFilePermissions.fromString("rwxr-xr-x"));
        String version = appVersion == null ? "" : VERSION.replace("@APP_VERSION@", escaped(appVersion));
        writeChanged("project.cmake", PROJECT + "# " + inputs.digest() + "\n" + version);
    }

    private void writeChanged(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) {
            Files.write(file, bytes);
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$");
    }
}
