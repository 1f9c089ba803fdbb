package dev.aegis.firmware.errors;

import java.util.List;

/// The error for a file of the project that the build wants and does not find, whoever noticed it.
final class MissingFile {
    private MissingFile() {}

    /// @param what is known beyond the name, such as `; X is made from it`
    static BuildError named(String file, String what) {
        return new BuildError(
                file,
                null,
                null,
                "error",
                "the file " + file + " is missing" + what,
                List.of(),
                Category.MISSING_FILE,
                "add the file, or correct the name where sdkconfig or a CMakeLists.txt asks for it");
    }
}
