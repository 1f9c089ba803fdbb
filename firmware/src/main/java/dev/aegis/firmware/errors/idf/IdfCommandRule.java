package dev.aegis.firmware.errors.idf;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.Category;
import dev.aegis.firmware.errors.rule.ErrorRank;
import dev.aegis.firmware.errors.rule.ErrorRule;
import dev.aegis.firmware.errors.rule.PendingError;
import dev.aegis.firmware.errors.rule.ProjectPaths;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Errors that `idf.py` reports before it starts a build.
public final class IdfCommandRule implements ErrorRule {
    private static final Pattern NO_PROJECT = Pattern.compile("CMakeLists\\.txt not found in project directory .*");
    private static final Pattern OTHER_TARGET = Pattern.compile("Project sdkconfig '(.*)' was generated for target"
            + " '(\\w+)', but .*?(?:is set to|specified|is) '(\\w+)'.*");
    private static final Pattern NOT_IDF = Pattern.compile("Cannot load .*project_description\\.json.*");
    private static final Pattern OTHER_BUILD = Pattern.compile(
            "(?:Target settings are not consistent|Build directory '.*' configured for project|Build is configured for"
                    + " generator|'.*' is currently active in the environment while).*");
    private static final Pattern OLD_CACHE =
            Pattern.compile("CMake Error: The (?:current CMakeCache|source \".*\" does not match).*");
    private static final Pattern USAGE = Pattern.compile(
            "(?:(?:[\\w.]+: )?[Ee]rror: |[|\u2502\u2503] *)((?:Invalid value for|No such (?:option|command)|Got"
                    + " unexpected|Missing (?:option|argument|parameter)|unrecognized arguments).*?) *[|\u2502\u2503]?");
    private static final Pattern UNKNOWN = Pattern.compile("command \"(.+?)\" is not known to idf\\.py.*");

    private static final Pattern PREVIEW = Pattern.compile("(\\w+) is still in preview\\..*");

    private final ProjectPaths paths;

    public IdfCommandRule(ProjectPaths paths) {
        this.paths = paths;
    }

    @Override
    public List<String> keywords() {
        return List.of(
                "not found",
                "generated for",
                "Cannot load",
                "Invalid value for",
                "No such option",
                "No such command",
                "Got unexpected",
                "Missing option",
                "Missing argument",
                "Missing parameter",
                "unrecognized arguments",
                "CMake Error: The",
                "not known",
                "not consistent",
                "configured for",
                "currently active",
                "still in preview");
    }

    @Override
    public @Nullable PendingError read(String line) {
        if (NO_PROJECT.matcher(line).matches()) {
            return PendingError.cause(
                    Category.PROJECT,
                    "the project has no CMakeLists.txt at its top",
                    "run this in the folder that contains the project's CMakeLists.txt");
        }
        Matcher other = OTHER_TARGET.matcher(line);
        if (other.matches()) {
            return otherTarget(other.group(1), other.group(2), other.group(3));
        }
        if (NOT_IDF.matcher(line).matches()) {
            return PendingError.whole(
                    ErrorRank.STEP,
                    BuildError.of(
                            Category.PROJECT,
                            "the top CMakeLists.txt does not describe an ESP-IDF project",
                            "its last lines must be include($ENV{IDF_PATH}/tools/cmake/project.cmake) and"
                                    + " project(name)"));
        }
        if (OTHER_BUILD.matcher(line).matches() || OLD_CACHE.matcher(line).matches()) {
            return PendingError.cause(
                    Category.PROJECT,
                    line.replaceFirst("^CMake Error: ", ""),
                    "the build folder belongs to another build; run: espctl build --clean");
        }
        Matcher usage = USAGE.matcher(line);
        if (usage.matches()) {
            return PendingError.cause(
                    Category.COMMAND, usage.group(1), "correct the command; its option --help lists what it takes");
        }
        Matcher preview = PREVIEW.matcher(line);
        if (preview.matches()) {
            return PendingError.cause(
                    Category.COMMAND,
                    "this version of ESP-IDF supports " + preview.group(1) + " only as a preview",
                    "choose another target, or a newer version of ESP-IDF");
        }
        Matcher unknown = UNKNOWN.matcher(line);
        return unknown.matches()
                ? PendingError.cause(
                        Category.COMMAND,
                        "idf.py has no command '" + unknown.group(1) + "'",
                        "check the spelling; for the list of commands run: idf.py --help")
                : null;
    }

    private PendingError otherTarget(String sdkconfig, String made, String asked) {
        return PendingError.cause(BuildError.at(
                paths.relative(sdkconfig),
                null,
                null,
                "sdkconfig is for " + made + ", the build is for " + asked,
                Category.PROJECT,
                "build for " + made + ", or remove sdkconfig; the next build makes a new one for " + asked));
    }
}
