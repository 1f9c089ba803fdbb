package dev.aegis.firmware.errors.log;

import dev.aegis.firmware.errors.BuildReport;
import dev.aegis.firmware.errors.compiler.SourceExcerpt;
import dev.aegis.firmware.errors.rule.ErrorRule;
import dev.aegis.firmware.errors.rule.PendingError;
import dev.aegis.firmware.errors.rule.ProjectPaths;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a build log line by line and keeps the errors that matter. Needs the same memory for ten lines and for ten
/// million.
public final class BuildLogReader {
    /// The path of every project inside the sandbox.
    public static final String SANDBOX_ROOT = "/project";

    private final List<ErrorRule> rules;
    private final KeywordMatcher keywords;
    private final FoundErrors found = new FoundErrors();
    private @Nullable PendingError pending;

    /// @param projectRoot the project's absolute path as the log writes it, without a trailing slash
    public BuildLogReader(String projectRoot) {
        this.rules = ErrorRules.all(new ProjectPaths(projectRoot));
        this.keywords =
                new KeywordMatcher(rules.stream().map(ErrorRule::keywords).toList());
    }

    /// Reads a whole log of any size, in any encoding that is close to UTF-8, with any line ends.
    ///
    /// @param projectRoot as for the constructor
    public static BuildReport read(InputStream log, String projectRoot) throws IOException {
        BuildLogReader reader = new BuildLogReader(projectRoot);
        new LogLines(reader::plainLine).read(new InputStreamReader(log, StandardCharsets.UTF_8));
        return reader.report();
    }

    /// Reads one line. Parts that a terminal would have overwritten are read as lines of their own.
    ///
    /// @param raw without its line end
    public void line(String raw) {
        String line = raw.length() > LogLines.LONGEST ? raw.substring(0, LogLines.LONGEST) : raw;
        if (line.indexOf('\r') < 0) {
            plainLine(line);
            return;
        }
        for (String part : line.split("\r", -1)) {
            if (!part.isEmpty()) {
                plainLine(part);
            }
        }
    }

    /// Returns the errors of the lines read so far.
    public BuildReport report() {
        close();
        return found.report();
    }

    private void plainLine(String raw) {
        String line = PlainLine.of(raw);
        if (!isProgress(line) && !SourceExcerpt.isSource(line)) {
            for (long offered = keywords.in(line); offered != 0; offered &= offered - 1) {
                PendingError begun =
                        rules.get(Long.numberOfTrailingZeros(offered)).read(line);
                if (begun != null) {
                    close();
                    pending = begun;
                    return;
                }
            }
        }
        if (pending != null && !pending.take(line)) {
            close();
        }
    }

    /// Returns whether the line is like `[12/900] Building ...`; most lines of a log are.
    private static boolean isProgress(String line) {
        return line.length() > 3
                && line.charAt(0) == '['
                && Character.isDigit(line.charAt(1))
                && !line.contains("rror: ");
    }

    private void close() {
        if (pending != null) {
            found.add(pending);
            pending = null;
        }
    }
}
