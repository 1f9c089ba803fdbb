package dev.aegis.firmware.errors.log;

import dev.aegis.firmware.errors.rule.ProjectPaths;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the folders of the project and of ESP-IDF in the lines of a log that name them.
final class RootFinder {
    private static final String ROOTED = "((?:/|[A-Za-z]:[\\\\/])[^\"'<>|]*?)";
    private static final String SLASH = "[\\\\/]";
    private static final Pattern INNER_BUILD =
            Pattern.compile("(.+)" + SLASH + "bootloader(?:-prefix)?(?:" + SLASH + ".*)?");
    private static final Pattern GENERATED = Pattern.compile("(.+?)" + SLASH + "(?:target" + SLASH + "[^\\\\/]+" + SLASH
            + "(?:debug|release)|\\.pio" + SLASH + "build|\\.embuild)(?:" + SLASH + ".*|$)");

    private record Clue(List<String> keywords, Pattern words, BiConsumer<ProjectPaths, String> tells) {
        Clue(String keyword, String words, BiConsumer<ProjectPaths, String> tells) {
            this(List.of(keyword), Pattern.compile(words), tells);
        }
    }

    private static final List<Clue> CLUES = List.of(
            new Clue(
                    " directory",
                    "(?:Running \\S+ in|Entering|Leaving|[Bb]uild) directory:? [`'\"]?" + ROOTED + "['\"]?$",
                    RootFinder::build),
            new Clue("Executing \"cmake", ".*\\s" + ROOTED + "\"?(?:\\.\\.\\.)?$", ProjectPaths::learnRoot),
            new Clue(" -S ", "cmake.* -S ?\"?" + ROOTED + "\"?(?: -[A-Z].*|$)", ProjectPaths::learnRoot),
            new Clue("Project sdkconfig file", "Project sdkconfig file " + ROOTED + "$", RootFinder::file),
            new Clue("/CMakeFiles/CMake", "\"" + ROOTED + "/CMakeFiles/CMake\\w+\\.(?:log|yaml)\"", RootFinder::build),
            new Clue("have been written to", "have been written to:? " + ROOTED + "$", RootFinder::build),
            new Clue(
                    "idf_py_std",
                    "(?:in the|and|see|to:?) " + ROOTED + SLASH + "log" + SLASH + "idf_py_std",
                    RootFinder::build),
            new Clue("prefix-map=", "prefix-map=\"?" + ROOTED + "=\\.(?:\\s|$|\")", ProjectPaths::learnRoot),
            new Clue("prefix-map=", "prefix-map=\"?" + ROOTED + "=/IDF", ProjectPaths::learnVendor),
            new Clue("/config ", "-I\"?" + ROOTED + "/config\"?\\s", RootFinder::build),
            new Clue("esp-idf", "^cd (?:/[dD] )?\"?" + ROOTED + SLASH + "esp-idf" + SLASH, RootFinder::build),
            new Clue(
                    "cd ",
                    "^cd (?:/[dD] )?\"?" + ROOTED + SLASH + "(?:cmake-)?build[\\w-]*\"? +&&",
                    ProjectPaths::learnRoot),
            new Clue("FAILED: ", "FAILED: (?:\\[code=\\d+] )?(\\S+) " + ROOTED + SLASH + "\\1\\s*$", RootFinder::build),
            new Clue("uild path: ", "[Bb]uild path: " + ROOTED + "$", ProjectPaths::learnRoot),
            new Clue("Generated ", "Generated " + ROOTED + SLASH + "[^\\\\/]+\\.(?:bin|elf)$", RootFinder::build),
            new Clue(
                    "omponent paths: ",
                    "omponent paths: (?:.*? )?" + ROOTED + "/main(?:\\s|$)",
                    ProjectPaths::learnRoot),
            new Clue(
                    "IDF_PATH",
                    "IDF_PATH(?:[=:]| to|) *['\"]?" + ROOTED + "['\"]?(?:[\\s;]|$)",
                    ProjectPaths::learnVendor),
            new Clue(
                    "cmake",
                    "(?:^|[\\s\"'])" + ROOTED + "/tools/cmake/(?:build|project|component|idf|kconfig|targets|utilities"
                            + "|git_submodules|depgraph|ldgen|version|gdbinit|prefix_map|\\w*tool_version_check"
                            + "|toolchain[\\w-]*|scripts/\\w+|run_\\w+)\\.cmake",
                    ProjectPaths::learnVendor),
            new Clue(
                    ".py",
                    "(?:^|[\\s\"'])" + ROOTED + SLASH + "(?:tools" + SLASH
                            + "(?:idf|idf_tools|ldgen.ldgen|kconfig_new.\\w+)|components" + SLASH
                            + "(?:partition_table|esptool_py|esp_rom|nvs_flash|spiffs|fatfs).(?:[\\w\\\\/]+))\\.py",
                    ProjectPaths::learnVendor),
            new Clue(
                    "idf.py",
                    "^(?:PS |\\S+@\\S+:|\\(\\S+\\) )*" + ROOTED + " ?[>$#%] ?(?:python )?\\S*idf\\.py",
                    ProjectPaths::learnRoot),
            new Clue(
                    "__idf_main.dir",
                    "__idf_main\\.dir/(\\S+?)\\.obj .*-c \"?" + ROOTED + "/main/\\1\"?$",
                    ProjectPaths::learnRoot));

    private final ProjectPaths paths;
    private final KeywordMatcher keywords =
            new KeywordMatcher(CLUES.stream().map(Clue::keywords).toList());

    RootFinder(ProjectPaths paths) {
        this.paths = paths;
    }

    /// Learns the folders that the line names.
    void read(String line) {
        for (long offered = keywords.in(line); offered != 0; offered &= offered - 1) {
            Clue clue = CLUES.get(Long.numberOfTrailingZeros(offered));
            Matcher words = clue.words().matcher(line);
            if (words.find()) {
                clue.tells().accept(paths, words.group(words.groupCount()).strip());
            }
        }
    }

    /// Learns the project's root from the folder of its build.
    private static void build(ProjectPaths paths, String folder) {
        Matcher generated = GENERATED.matcher(folder);
        if (generated.matches()) {
            paths.learnRoot(generated.group(1));
            return;
        }
        Matcher inner = INNER_BUILD.matcher(folder);
        file(paths, inner.matches() ? inner.group(1) : folder);
    }

    private static void file(ProjectPaths paths, String path) {
        int end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
        if (end > 0) {
            paths.learnRoot(path.substring(0, end));
        }
    }
}
