package dev.aegis.firmware.errors;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A tool that the build or `idf.py` calls says in its own words why it stops.
final class ToolRefusalRule implements ErrorRule {
    private static final Pattern FATAL = Pattern.compile("A fatal (?:[\\w.]+ )?error occurred: (.+)");
    private static final Pattern PORT = Pattern.compile("No serial ports found\\..*");
    private static final Pattern REGISTRY =
            Pattern.compile("(?:ERROR: )?(Cannot establish a connection to the component registry\\.).*");
    private static final Pattern READ_ONLY = Pattern.compile("OSError: \\[Errno 30\\] Read-only file system: (.+)");

    @Override
    public @Nullable Finding read(String line) {
        Matcher fatal = FATAL.matcher(line);
        if (fatal.matches()) {
            return Finding.whole(
                    Weight.CAUSE,
                    Finding.error(
                            Category.STEP,
                            fatal.group(1),
                            fatal.group(1).contains("port")
                                    ? "check the port's name, and that the board is connected to this computer"
                                    : "the lines before this one in the log say more"));
        }
        if (PORT.matcher(line).matches()) {
            return Finding.whole(
                    Weight.CAUSE,
                    Finding.error(Category.COMMAND, "no serial port was found", "connect the board, or name its port"));
        }
        Matcher registry = REGISTRY.matcher(line);
        if (registry.matches()) {
            CMakeAdvice advice = CMakeAdvice.on(line);
            return Finding.whole(Weight.STEP, Finding.error(advice.category(), registry.group(1), advice.hint()));
        }
        Matcher readOnly = READ_ONLY.matcher(line);
        return readOnly.matches()
                ? Finding.whole(
                        Weight.STEP,
                        Finding.error(
                                Category.COMMAND,
                                "the file system is read-only: " + readOnly.group(1),
                                "this action changes ESP-IDF itself, which every build shares; do without it"))
                : null;
    }
}
