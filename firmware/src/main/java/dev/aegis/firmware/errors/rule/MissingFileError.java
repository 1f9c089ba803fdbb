package dev.aegis.firmware.errors.rule;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.Category;

/// The error for a file of the project that the build needs and cannot find. Several tools report it.
public final class MissingFileError {
    private MissingFileError() {}

    /// @param file relative to the project
    /// @param detail to add after the name, such as `; X is made from it`; may be empty
    public static BuildError of(String file, String detail) {
        return BuildError.at(
                file,
                null,
                null,
                "the file " + file + " is missing" + detail,
                Category.MISSING_FILE,
                "add the file, or correct the name in sdkconfig or the CMakeLists.txt that uses it");
    }
}
