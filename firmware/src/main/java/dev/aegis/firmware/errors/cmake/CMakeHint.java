package dev.aegis.firmware.errors.cmake;

import dev.aegis.firmware.errors.Category;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The hint for a CMake error.
///
/// @param category the kind of error, by its message
/// @param infrastructure whether the machine is at fault although errors of this kind are the project's otherwise
record CMakeHint(Category category, String hint, boolean infrastructure) {
    private static final Pattern NO_COMPONENT =
            Pattern.compile("Failed to resolve component '([^']+)'(?: required by component '([^']+)')?.*");
    private static final String ASK_OPERATOR = "ask the operator of the build machine to verify its store";
    private static final String CLEAN = "the build folder belongs to another build; run: espctl build --clean";

    private record Known(Pattern words, CMakeHint advice) {
        Known(String words, Category category, String hint) {
            this(Pattern.compile(words), new CMakeHint(category, hint, false));
        }
    }

    CMakeHint(Category category, String hint) {
        this(category, hint, false);
    }

    private static final List<Known> KNOWN = List.of(
            new Known(
                    "^Unknown CMake command",
                    Category.CMAKE,
                    "check the spelling of the command, and include the file that defines it"),
            new Known(
                    "unknown argument",
                    Category.CMAKE,
                    "list the sources with SRCS \"file.c\" in idf_component_register; without it the component is"
                            + " empty"),
            new Known(
                    "No source files found for SRC_DIRS",
                    Category.CMAKE,
                    "add source files to that folder, or set SRC_DIRS to the folder that contains them"),
            new Known(
                    "SRCS and SRC_DIRS are both",
                    Category.CMAKE,
                    "CMake ignores SRC_DIRS if SRCS is set: list every file in SRCS, or use SRC_DIRS alone"),
            new Known(
                    "^Include directory|SRC_DIRS entry",
                    Category.CMAKE,
                    "set INCLUDE_DIRS and SRC_DIRS to folders that exist, relative to this CMakeLists.txt"),
            new Known(
                    "COMPONENT_DIRS doesn't exist",
                    Category.CMAKE,
                    "correct that path in the top CMakeLists.txt; only files inside the project are uploaded"),
            new Known(
                    "^SDKCONFIG_DEFAULTS .* does not exist",
                    Category.CMAKE,
                    "add the file, or correct SDKCONFIG_DEFAULTS in the top CMakeLists.txt"),
            new Known(
                    "only supports targets",
                    Category.COMPONENT,
                    "build for one of these targets, or leave the component out"),
            new Known(
                    "did not find one|Could NOT find",
                    Category.CMAKE,
                    "firmware cannot use libraries of the build machine: add the package to the project as a"
                            + " component"),
            new Known(
                    "not properly nested|is not closed",
                    Category.CMAKE,
                    "close every if, foreach, function and macro in this file"),
            new Known(
                    "Failed to find embedded file|embedded|EMBED_",
                    Category.CMAKE,
                    "make EMBED_FILES and EMBED_TXTFILES name files that exist; an ignore rule can also keep a file"
                            + " back"),
            new Known(
                    "version solving failed",
                    Category.COMPONENT,
                    "change the versions in the idf_component.yml files, that of idf included, so that they agree; then"
                            + " update dependencies.lock on a computer with a network"),
            new Known(
                    "Cannot process component requirements",
                    Category.COMPONENT,
                    "several components have that name: keep one of them, or write it with its namespace"),
            new Known(
                    "directory were modified on the disk",
                    Category.COMPONENT,
                    "download managed_components/ again; to change a component, move it to components/ and remove the"
                            + " namespace from the name of its folder"),
            new Known(
                    "Manifest is not valid",
                    Category.COMPONENT,
                    "correct the idf_component.yml that is named beside this error"),
            new Known(
                    "kconfgen|kconfserver",
                    Category.KCONFIG,
                    "correct the Kconfig file at the line that the log names before this error"),
            new Known(
                    "doesn't match supported version|Could not find toolchain",
                    Category.TOOLCHAIN,
                    "the toolchain does not belong to this version of ESP-IDF; " + ASK_OPERATOR),
            new Known(
                    "not able to compile a simple test program|is not a full path",
                    Category.TOOLCHAIN,
                    "the compiler for this target is missing or does not run; " + ASK_OPERATOR),
            new Known(
                    "Git submodule",
                    Category.TOOLCHAIN,
                    "a submodule of ESP-IDF is missing on the build machine; " + ASK_OPERATOR),
            new Known(
                    "Python depend|No module named|Python interpreter|(?:Invalid|Unable to (?:find|determine))"
                            + " IDF_PATH|IDF_PATH .*(?:not set|does not exist)|idf_tools|ESP-IDF"
                            + " (?:environment|tools|Python)|CMAKE_MAKE_PROGRAM|unable to find a build program|Ninja.*not"
                            + " found|CMake [\\d.]+ or higher is required",
                    Category.TOOLCHAIN,
                    "the ESP-IDF of the build machine is incomplete; " + ASK_OPERATOR),
            new Known(
                    "include could not find (?:load file|requested"
                            + " file):?\\s*\\S*(?:/tools/cmake/project|/tools/cmake/\\w+)",
                    Category.TOOLCHAIN,
                    "the environment has no ESP-IDF at IDF_PATH; " + ASK_OPERATOR),
            new Known(
                    "include could not find",
                    Category.CMAKE,
                    "add the file, or correct its path in this CMakeLists.txt"),
            new Known("in CMake cache does not match", Category.PROJECT, CLEAN),
            new Known(
                    "in sdkconfig '.*' does not match",
                    Category.PROJECT,
                    "build for the target of sdkconfig, or remove sdkconfig; the next build makes a new one"),
            new Known(
                    "^Toolchain file .* not found",
                    Category.CMAKE,
                    "this version of ESP-IDF does not support the target; choose another target or version"),
            new Known("^Parse error", Category.CMAKE, "close every bracket and quote in this file"),
            new Known(
                    "Cannot find source file:? *[^,]*?\\.(?!(?:c|cc|cpp|cxx|c\\+\\+|S|s|asm)(?:\\s|$))\\w+(?:\\s|$)",
                    Category.CMAKE,
                    "EMBED_FILES, EMBED_TXTFILES or SRCS names a file that is not there: add it, or correct the name;"
                            + " an ignore rule can also keep a file back"),
            new Known(
                    "Cannot find source file|No SOURCES given",
                    Category.CMAKE,
                    "set SRCS to files that exist, relative to this CMakeLists.txt"));

    /// @param message of CMake, as one sentence
    static CMakeHint on(String message) {
        Matcher component = NO_COMPONENT.matcher(message);
        if (component.matches()) {
            return new CMakeHint(Category.COMPONENT, component(component.group(1), component.group(2)));
        }
        return KNOWN.stream()
                .filter(known -> known.words().matcher(message).find())
                .map(Known::advice)
                .findFirst()
                .orElse(new CMakeHint(
                        Category.CMAKE, "the configuration stopped at this error; correct what the message names"));
    }

    private static String component(String name, @Nullable String by) {
        return "check the spelling of " + name + " in REQUIRES"
                + (by == null ? "" : " of the component " + by)
                + ", or add the component to components/ or managed_components/";
    }
}
