package dev.aegis.firmware.errors.idf;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.Category;
import dev.aegis.firmware.errors.rule.ErrorRank;
import dev.aegis.firmware.errors.rule.ErrorRule;
import dev.aegis.firmware.errors.rule.PendingError;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Failures of the build machine. No change to the project fixes them, and a compiler often reports them as an error in
/// the source.
public final class InfrastructureRule implements ErrorRule {
    private static final String PROGRAMS =
            "((?:\\S*[/\\\\-])?(?:gcc|g\\+\\+|clang|clang\\+\\+|ar|as|ld|objcopy|objdump|ccache|cmake|ninja"
                    + "|git|idf\\.py|esptool(?:\\.py)?|python[\\d.]*|make)(?:\\.exe)?)";
    private static final String ASK_OPERATOR = "ask the operator of the build machine to verify its store";
    private static final Pattern DISK = Pattern.compile(
            ".*(No space left on device|Disk quota exceeded|There is not enough space on the disk|ENOSPC).*");
    private static final Pattern KILLED = Pattern.compile(
            ".*(Killed signal terminated program|ld terminated with signal 9|virtual memory exhausted|out of memory"
                    + " allocating|Cannot allocate memory|[Mm]emory exhausted|ld: final link failed: memory|terminated by"
                    + " signal 9|oom-kill|Out of memory: Kill|signal: 9, SIGKILL|SIGKILL \\(Out of"
                    + " memory\\)|\\(OOMKilled|^MemoryError|std::bad_alloc).*|.*\\bKilled\\s*$");
    private static final Pattern TOOL = Pattern.compile("ERROR: tool (\\S+) has no installed versions.*");
    private static final Pattern BROKEN_TOOL =
            Pattern.compile("(?:ERROR: )?tool (\\S+) version (\\S+) is installed, but (?:cannot be run|has"
                    + " error|reporting).*|.*directory for tool (\\S+) version (\\S+) is present, but (?:tool was not"
                    + " found|.*cannot be run).*");
    private static final Pattern PROGRAM = Pattern.compile(
            "(?:(?:\\S*/)?(?:ba|da|z)?sh: (?:\\d+: |line \\d+: )?|ccache: error: Could not find compiler \")"
                    + PROGRAMS + "(?:: (?:command )?not found|\" in PATH|: No such file or directory)"
                    + "|(?:'|\")?" + PROGRAMS + "(?:'|\")? is not recognized as .*"
                    + "|(?:.*: )?" + PROGRAMS + ": command not found|zsh: command not found: " + PROGRAMS
                    + "|.*command not found: " + PROGRAMS);
    private static final Pattern PYTHON =
            Pattern.compile("(?:ERROR: )?The following Python requirements are not satisfied:.*");
    private static final Pattern ENVIRONMENT =
            Pattern.compile("(?:ERROR: |FATAL: )?((?:ESP-IDF )?Python (?:virtual environment|interpreter) .*"
                    + "(?:not found|not usable|invalid|does not exist).*|.*python_env\\S* doesn't exist!.*"
                    + "|'(?:.*)/python_env/.*' .*not installed.*|This script was called from a virtual environment.*"
                    + "|(?:Environment variable )?IDF_PATH (?:is not set|environment variable .*not).*"
                    + "|.*ESP-IDF Python virtual environment .*not found.*)");
    private static final Pattern NO_MODULE =
            Pattern.compile(".*?python[\\w.]*(?:\\.exe)?[\"']?: No module named '?([\\w]+)[\\w.]*'?(?:;.*)?");
    private static final Pattern LOADER = Pattern.compile(".*?(error while loading shared libraries: \\S+"
            + "|cannot execute binary file(?:: Exec format error)?|Exec format error|version [`']GLIBC\\S+' not found"
            + "|cannot open shared object file|Input/output error|Too many open files|Stale (?:NFS )?file handle"
            + "|Transport endpoint is not connected|Resource temporarily unavailable|Argument list too long"
            + "|posix_spawnp?: .*|CreateProcess[: ].*|Bad CPU type in executable|vfork: .*).*");
    private static final Pattern CCACHE = Pattern.compile("ccache: (?:error|FATAL): (.+)");
    private static final Pattern NINJA =
            Pattern.compile("ninja: (?:fatal: (.+)|error: (opening build log: .+|failed recompaction: .+))");
    private static final Pattern IDF_REPOSITORY = Pattern.compile(
            "fatal: (detected dubious ownership in repository at .*(?:esp-idf|/idf).*|repository '.*' does not exist)");

    @Override
    public List<String> keywords() {
        return List.of(
                "No space left",
                "quota exceeded",
                "enough space",
                "ENOSPC",
                "Killed",
                "signal 9",
                "signal: 9",
                "SIGKILL",
                "emory",
                "bad_alloc",
                "no installed versions",
                "is installed, but",
                "is present, but",
                "requirements are not",
                "sh: ",
                "not found",
                "is not recognized",
                "ccache: ",
                "No module named",
                "Python ",
                "python_env",
                "IDF_PATH",
                "loading shared",
                "Exec format",
                "binary file",
                "GLIBC",
                "shared object",
                "Input/output",
                "Too many open",
                "file handle",
                "endpoint",
                "Resource temp",
                "list too long",
                "posix_spawn",
                "CreateProcess",
                "CPU type",
                "vfork",
                "ninja: fatal",
                "ninja: error",
                "virtual environment",
                "fatal: ");
    }

    @Override
    public @Nullable PendingError read(String line) {
        Matcher disk = DISK.matcher(line);
        if (disk.matches()) {
            return PendingError.cause(
                    Category.DISK_FULL,
                    "the disk space of the build is used up (" + disk.group(1) + ")",
                    "remove old build output with espctl build --clean; if that does not help, ask the operator for"
                            + " more space");
        }
        if (KILLED.matcher(line).matches()) {
            return PendingError.cause(
                    Category.OUT_OF_MEMORY,
                    "the compiler ran out of memory",
                    "build with a higher --memory-mb, or split the largest source file");
        }
        Matcher tool = TOOL.matcher(line);
        if (tool.matches()) {
            return machine("the store of the build machine has no tool " + tool.group(1));
        }
        Matcher broken = BROKEN_TOOL.matcher(line);
        if (broken.matches()) {
            String name = broken.group(1) == null
                    ? broken.group(3) + " " + broken.group(4)
                    : broken.group(1) + " " + broken.group(2);
            return machine("the tool " + name + " of the build machine does not run");
        }
        Matcher program = PROGRAM.matcher(line);
        if (program.matches()) {
            return machine("the build machine has no program " + firstGroup(program));
        }
        Matcher module = NO_MODULE.matcher(line);
        if (module.matches()) {
            return machine("the Python of the build machine has no module '" + module.group(1) + "'");
        }
        if (PYTHON.matcher(line).matches()) {
            return PendingError.open(
                    ErrorRank.CAUSE,
                    BuildError.MOST_EXCERPT_LINES,
                    next -> !next.startsWith("To install"),
                    lines -> BuildError.of(
                                    Category.TOOLCHAIN,
                                    "the Python environment of ESP-IDF on the build machine is incomplete",
                                    ASK_OPERATOR)
                            .showing(lines));
        }
        return other(line);
    }

    private static @Nullable PendingError other(String line) {
        Matcher repository = IDF_REPOSITORY.matcher(line);
        if (repository.matches()) {
            return PendingError.whole(
                    ErrorRank.CONSEQUENCE, BuildError.of(Category.TOOLCHAIN, repository.group(1), ASK_OPERATOR));
        }
        for (Pattern pattern : List.of(ENVIRONMENT, CCACHE)) {
            Matcher words = pattern.matcher(line);
            if (words.matches()) {
                return machine(words.group(1));
            }
        }
        Matcher ninja = NINJA.matcher(line);
        if (ninja.matches()) {
            return machine("ninja: " + firstGroup(ninja));
        }
        Matcher loader = LOADER.matcher(line);
        return loader.matches() ? machine(loader.group(1)) : null;
    }

    private static String firstGroup(Matcher match) {
        for (int group = 1; group <= match.groupCount(); group++) {
            if (match.group(group) != null) {
                return match.group(group);
            }
        }
        return "";
    }

    private static PendingError machine(String message) {
        return PendingError.cause(Category.TOOLCHAIN, message, ASK_OPERATOR);
    }
}
