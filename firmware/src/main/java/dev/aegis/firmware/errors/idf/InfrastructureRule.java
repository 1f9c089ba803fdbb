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
    private static final Pattern DISK = Pattern.compile(".*(No space left on device|Disk quota exceeded).*");
    private static final Pattern KILLED = Pattern.compile(
            ".*(Killed signal terminated program|ld terminated with signal 9|virtual memory exhausted|out of memory allocating|Cannot allocate memory).*");
    private static final Pattern TOOL = Pattern.compile("ERROR: tool (\\S+) has no installed versions.*");
    private static final Pattern PROGRAM = Pattern.compile(
            "(?:/bin/sh: (?:\\d+: |line \\d+: )?|ccache: error: Could not find compiler \")"
                    + "((?:\\S*[/-])?(?:gcc|g\\+\\+|ar|objcopy|ccache|cmake|ninja|python[\\d.]*))(?:: (?:command )?not found|\" in PATH)");
    private static final Pattern PYTHON = Pattern.compile("The following Python requirements are not satisfied:.*");

    @Override
    public List<String> keywords() {
        return List.of(
                "No space left",
                "quota exceeded",
                "Killed signal",
                "signal 9",
                "emory",
                "no installed versions",
                "requirements are not",
                "/bin/sh: ",
                "ccache: error");
    }

    @Override
    public @Nullable PendingError read(String line) {
        if (DISK.matcher(line).matches()) {
            return PendingError.cause(
                    Category.DISK_FULL,
                    "the disk space of the build is used up",
                    "remove old build output with espctl build --clean; if that does not help, ask the operator for more space");
        }
        if (KILLED.matcher(line).matches()) {
            return PendingError.cause(
                    Category.OUT_OF_MEMORY,
                    "the compiler ran out of memory",
                    "build with a higher --memory-mb, or split the largest source file");
        }
        Matcher tool = TOOL.matcher(line);
        if (tool.matches()) {
            return PendingError.cause(
                    Category.TOOLCHAIN,
                    "the store of the build machine has no tool " + tool.group(1),
                    "ask the operator of the build machine to verify its store");
        }
        Matcher program = PROGRAM.matcher(line);
        if (program.matches()) {
            return PendingError.cause(
                    Category.TOOLCHAIN,
                    "the build machine has no program " + program.group(1),
                    "ask the operator of the build machine to verify its store");
        }
        return PYTHON.matcher(line).matches()
                ? PendingError.open(
                        ErrorRank.CAUSE,
                        BuildError.MOST_EXCERPT_LINES,
                        next -> !next.startsWith("To install"),
                        lines -> BuildError.of(
                                        Category.TOOLCHAIN,
                                        "the Python environment of ESP-IDF on the build machine is incomplete",
                                        "ask the operator of the build machine to verify its store")
                                .showing(lines))
                : null;
    }
}
