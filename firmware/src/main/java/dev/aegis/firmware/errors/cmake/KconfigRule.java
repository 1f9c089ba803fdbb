package dev.aegis.firmware.errors.cmake;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.Category;
import dev.aegis.firmware.errors.rule.ErrorRank;
import dev.aegis.firmware.errors.rule.ErrorRule;
import dev.aegis.firmware.errors.rule.LineNumber;
import dev.aegis.firmware.errors.rule.PendingError;
import dev.aegis.firmware.errors.rule.ProjectPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A Kconfig file that cannot be parsed, or options that depend on each other in a circle.
public final class KconfigRule implements ErrorRule {
    private static final Pattern AT_LINE =
            Pattern.compile("(?:([\\w.]++): )?((?:[A-Za-z]:)?[^\\s:][^:]*+):(\\d+): (?:error: )?(.+)");
    private static final Pattern NAME = Pattern.compile("Kconfig|sdkconfig");
    private static final Pattern AT_END =
            Pattern.compile("(?:[\\w.]*(?:KconfigError|Error): )?(?:error: )?(expected '?\\w+'? at end of) '?(.+?)'?");
    private static final Pattern LOOP = Pattern.compile("(?:[\\w.]*KconfigError: )?Dependency loop");
    private static final Pattern OF_LOOP = Pattern.compile(
            "(?:\\.\\.\\.depends(?: again)? on )?(\\w+) " + "\\(defined at (.+?):(\\d+)(?:, [^,)]++)*+\\).*");
    private static final Pattern SOURCED = Pattern.compile("not found \\(in '[or]*source ");
    private static final String SOURCE = "add the file, or correct its path or the variable in it";
    private static final String SYNTAX =
            "correct this line; the keywords are config, menu, choice, if, depends on, default, help";
    private static final int MOST_LOOP_LINES = 60;

    private final ProjectPaths paths;

    public KconfigRule(ProjectPaths paths) {
        this.paths = paths;
    }

    @Override
    public List<String> keywords() {
        return List.of("Kconfig", "sdkconfig", "Dependency loop", "at end of");
    }

    @Override
    public @Nullable PendingError read(String line) {
        if (LOOP.matcher(line).matches()) {
            return PendingError.open(
                    ErrorRank.CAUSE, MOST_LOOP_LINES, next -> !next.startsWith("CMake Error"), this::loop);
        }
        Matcher end = AT_END.matcher(line);
        if (end.matches()) {
            return PendingError.cause(
                    error(end.group(2), null, end.group(1) + " the file", "close every menu, choice and if"));
        }
        Matcher error = AT_LINE.matcher(line);
        if (!error.matches() || !(line.contains("error") || line.contains("Error")) || !kconfig(error)) {
            return null;
        }
        return PendingError.cause(error(
                error.group(2),
                error.group(3),
                error.group(4),
                SOURCED.matcher(error.group(4)).find() ? SOURCE : SYNTAX));
    }

    /// Returns whether the file is a Kconfig file. A sourced file may have any name; the parser's own error identifies
    /// it.
    private static boolean kconfig(Matcher error) {
        String parser = error.group(1);
        String file = error.group(2);
        return (parser != null && parser.endsWith("KconfigError"))
                || NAME.matcher(file.substring(file.lastIndexOf('/') + 1)).find();
    }

    private BuildError loop(List<String> lines) {
        List<String> circle = new ArrayList<>();
        String file = null;
        String at = null;
        for (String line : lines) {
            Matcher option = OF_LOOP.matcher(line);
            if (option.matches()) {
                circle.add(option.group(1));
                file = file == null ? option.group(2) : file;
                at = at == null ? option.group(3) : at;
            }
        }
        return error(
                file,
                at,
                "options depend on each other in a circle: " + String.join(" -> ", circle),
                "remove one 'depends on' or 'select' of the circle");
    }

    private BuildError error(@Nullable String file, @Nullable String line, String message, String hint) {
        return BuildError.at(
                file == null ? null : paths.relative(file),
                LineNumber.parse(line),
                null,
                message,
                Category.KCONFIG,
                hint);
    }
}
