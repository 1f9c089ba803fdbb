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

/// The error message of a tool that the build or `idf.py` runs.
public final class ToolErrorRule implements ErrorRule {
    private static final Pattern FATAL = Pattern.compile("A fatal (?:[\\w.]+ )?error occurred: (.+)");
    private static final Pattern PORT = Pattern.compile("No serial ports found\\..*");
    private static final Pattern READ_ONLY = Pattern.compile("OSError: \\[Errno 30\\] Read-only file system: (.+)");

    @Override
    public List<String> keywords() {
        return List.of("error occurred", "No serial", "Read-only");
    }

    @Override
    public @Nullable PendingError read(String line) {
        Matcher fatal = FATAL.matcher(line);
        if (fatal.matches()) {
            return PendingError.cause(BuildError.of(
                    Category.STEP,
                    fatal.group(1),
                    fatal.group(1).contains("port")
                            ? "check the name of the port, and that the board is connected to this computer"
                            : "read the lines before this one in the log"));
        }
        if (PORT.matcher(line).matches()) {
            return PendingError.cause(
                    BuildError.of(Category.COMMAND, "no serial port was found", "connect the board, or name its port"));
        }
        Matcher readOnly = READ_ONLY.matcher(line);
        return readOnly.matches()
                ? PendingError.whole(
                        ErrorRank.STEP,
                        BuildError.of(
                                Category.COMMAND,
                                "the file system is read-only: " + readOnly.group(1),
                                "remove the step that writes there; ESP-IDF is shared by all builds and cannot be changed"))
                : null;
    }
}
