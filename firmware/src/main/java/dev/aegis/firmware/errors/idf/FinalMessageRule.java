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

/// The final message of a failed build. It is reported only if the log contains no reason: the log was cut, or the
/// reason was written to another stream or file.
public final class FinalMessageRule implements ErrorRule {
    private static final Pattern CONFIGURE = Pattern.compile("-- (Configuring incomplete, errors occurred!)");
    private static final Pattern STOPPED = Pattern.compile("ninja: (build stopped: (?!interrupted).+)");
    private static final Pattern EXIT = Pattern.compile(
            "(\\w+ failed with exit code \\d+)(?:, output of the command is in the (\\S+?)(?: and (\\S+))?)?(?:,.*)?");
    private static final Pattern COLLECT = Pattern.compile("collect2: error: (ld returned \\d+ exit status)");
    private static final Pattern CLANG = Pattern.compile(
            "(?:\\S*[/\\\\])?(?:clang|clang\\+\\+|riscv32-esp-elf-clang\\S*): error: ((?:ld\\.lld|linker) command"
                    + " failed.*)");
    private static final Pattern MAKE =
            Pattern.compile("(?:g?make(?:\\[\\d+])?: )?\\*\\*\\* \\[(?:\\S+:\\d+: )?([^\\]]+)] (Error \\d+)");
    private static final String HINT = "the reason is not in this log; read the complete log, or build again";

    private final ProjectPaths paths;

    public FinalMessageRule(ProjectPaths paths) {
        this.paths = paths;
    }

    @Override
    public List<String> keywords() {
        return List.of(
                "collect2: error",
                "Configuring incomplete",
                "build stopped",
                "failed with exit code",
                "command failed",
                "*** [");
    }

    @Override
    public @Nullable PendingError read(String line) {
        PendingError configure = found(CONFIGURE.matcher(line), Category.CMAKE);
        if (configure != null) {
            return configure;
        }
        PendingError collect = found(COLLECT.matcher(line), Category.LINK);
        if (collect != null) {
            return collect;
        }
        PendingError clang = found(CLANG.matcher(line), Category.LINK);
        if (clang != null) {
            return clang;
        }
        Matcher make = MAKE.matcher(line);
        if (make.matches()) {
            return whole(Category.STEP, "the step that makes " + paths.relative(make.group(1)) + " failed", HINT);
        }
        PendingError stopped = found(STOPPED.matcher(line), Category.STEP);
        return stopped == null ? exit(line) : stopped;
    }

    private @Nullable PendingError exit(String line) {
        Matcher exit = EXIT.matcher(line);
        if (!exit.matches()) {
            return null;
        }
        String files = exit.group(2) == null ? "" : paths.relative(exit.group(2));
        String second = exit.group(3) == null ? "" : paths.relative(exit.group(3));
        return whole(
                line.startsWith("cmake") ? Category.CMAKE : Category.STEP,
                exit.group(1),
                files.isEmpty()
                        ? HINT
                        : "the reason is in " + files + (second.isEmpty() ? "" : " or " + second)
                                + "; run: espctl errors --log " + files);
    }

    private static @Nullable PendingError found(Matcher words, Category category) {
        return words.matches() ? whole(category, words.group(1), HINT) : null;
    }

    private static PendingError whole(Category category, String message, String hint) {
        return PendingError.whole(ErrorRank.FINAL_MESSAGE, BuildError.of(category, message, hint));
    }
}
