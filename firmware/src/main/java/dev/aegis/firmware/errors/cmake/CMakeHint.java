package dev.aegis.firmware.errors.cmake;

import dev.aegis.firmware.errors.Category;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What to do about the words with which CMake stopped.
///
/// @param category the kind of trouble that these words tell of
record CMakeHint(Category category, String hint) {
    private static final Pattern NO_COMPONENT =
            Pattern.compile("Failed to resolve component '([^']+)'(?: required by component '([^']+)')?.*");
    private static final String TELL_OPERATOR = "tell the operator of the build machine to verify its store";
    private static final String CLEAN = "the build folder is of another build: build once with --clean";

    private record Known(Pattern words, CMakeHint advice) {
        Known(String words, Category category, String hint) {
            this(Pattern.compile(words), new CMakeHint(category, hint));
        }
    }

    private static final List<Known> KNOWN = List.of(
            new Known(
                    "^Unknown CMake command",
                    Category.CMAKE,
                    "check the command's spelling, and that the file that defines it is included"),
            new Known(
                    "unknown argument",
                    Category.CMAKE,
                    "name the sources with SRCS \"file.c\" in idf_component_register; else the component is empty"),
            new Known(
                    "No source files found for SRC_DIRS",
                    Category.CMAKE,
                    "put source files into that folder, or let SRC_DIRS name the folder that has them"),
            new Known(
                    "SRCS and SRC_DIRS are both",
                    Category.CMAKE,
                    "SRC_DIRS counts for nothing beside SRCS: list every file in SRCS, or use SRC_DIRS alone"),
            new Known(
                    "^Include directory|SRC_DIRS entry",
                    Category.CMAKE,
                    "make INCLUDE_DIRS and SRC_DIRS name folders that exist beside this CMakeLists.txt"),
            new Known(
                    "COMPONENT_DIRS doesn't exist",
                    Category.CMAKE,
                    "correct that path in the top CMakeLists.txt; only what lies in the project is sent to the machine"),
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
                    "firmware cannot use this machine's libraries: bring the package along as a component"),
            new Known(
                    "not properly nested|is not closed",
                    Category.CMAKE,
                    "close every if, foreach, function and macro in this file"),
            new Known(
                    "component registry",
                    Category.COMPONENT,
                    "builds have no network: run the component manager once where there is one, and send"
                            + " dependencies.lock and managed_components/ along"),
            new Known(
                    "version solving failed",
                    Category.COMPONENT,
                    "let the versions in every idf_component.yml, idf's own among them, allow one choice; then renew"
                            + " dependencies.lock where there is a network"),
            new Known(
                    "Cannot process component requirements",
                    Category.COMPONENT,
                    "several components have that name: keep one of them, or name it with its namespace"),
            new Known(
                    "directory were modified on the disk",
                    Category.COMPONENT,
                    "fetch managed_components/ anew; to change a component, move it to components/ and drop its"
                            + " namespace from the folder's name"),
            new Known(
                    "Manifest is not valid", Category.COMPONENT, "mend the idf_component.yml named beside this error"),
            new Known(
                    "kconfgen|kconfserver",
                    Category.KCONFIG,
                    "look for the Kconfig file and line that the log names just before"),
            new Known(
                    "doesn't match supported version|Could not find toolchain",
                    Category.TOOLCHAIN,
                    "the machine's toolchain is not this IDF version's; tell the operator of the build machine"),
            new Known(
                    "not able to compile a simple test program|is not a full path",
                    Category.TOOLCHAIN,
                    "the machine's compiler for this target is missing or does not run; " + TELL_OPERATOR),
            new Known("Python depend|Git submodule init failed", Category.TOOLCHAIN, TELL_OPERATOR),
            new Known("in CMake cache does not match", Category.PROJECT, CLEAN),
            new Known(
                    "in sdkconfig '.*' does not match",
                    Category.PROJECT,
                    "build for the target of sdkconfig, or remove sdkconfig so that it is made anew"),
            new Known(
                    "^Toolchain file .* not found",
                    Category.CMAKE,
                    "this ESP-IDF does not know the target: choose another"),
            new Known("^Parse error", Category.CMAKE, "close every bracket and quote in this file"),
            new Known(
                    "Cannot find source file|No SOURCES given",
                    Category.CMAKE,
                    "make SRCS name files that exist, relative to this CMakeLists.txt"));

    /// @param message CMake's words as one sentence
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
                        Category.CMAKE, "this is why the configuration stopped; change what the message names"));
    }

    private static String component(String name, @Nullable String by) {
        return "check the spelling of " + name + " in REQUIRES"
                + (by == null ? "" : " of the component " + by)
                + ", put it into components/, or vendor it into managed_components/";
    }
}
