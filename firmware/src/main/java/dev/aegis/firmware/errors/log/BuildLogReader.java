package dev.aegis.firmware.errors.log;

import dev.aegis.firmware.errors.BuildReport;
import dev.aegis.firmware.errors.compiler.SourceExcerpt;
import dev.aegis.firmware.errors.rule.ErrorRule;
import dev.aegis.firmware.errors.rule.PendingError;
import dev.aegis.firmware.errors.rule.ProjectPaths;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a build log line by line and keeps the errors that matter. Needs the same memory for ten lines and for ten
/// million. The first lines are held back until they have shown where the project is and what a build service writes
/// before each line.
public final class BuildLogReader {
    /// The path of every project inside the sandbox.
    public static final String SANDBOX_ROOT = "/project";

    private static final int MOST_HELD_CHARACTERS = 512 * 1024;

    private final List<ErrorRule> rules;
    private final KeywordMatcher keywords;
    private final RootFinder roots;
    private final LinePrefixes prefixes = new LinePrefixes();
    private final BuildOutcome outcome = new BuildOutcome();
    private final FoundErrors found = new FoundErrors();
    private @Nullable List<String> held = new ArrayList<>();
    private int heldCharacters;
    private @Nullable PendingError pending;
    private String before = "";

    /// @param projectRoots the project's absolute paths as the log writes them, as far as they are known; the log's own
    ///     words are learned
    public BuildLogReader(String... projectRoots) {
        ProjectPaths paths = new ProjectPaths(projectRoots);
        this.rules = ErrorRules.all(paths);
        this.roots = new RootFinder(paths);
        this.keywords =
                new KeywordMatcher(rules.stream().map(ErrorRule::keywords).toList());
    }

    /// Reads a whole log of any size, in UTF-8 or UTF-16, with any line ends.
    ///
    /// @param projectRoots as for the constructor
    public static BuildReport read(InputStream log, String... projectRoots) throws IOException {
        BuildLogReader reader = new BuildLogReader(projectRoots);
        new LogLines(reader::plainLine).read(LogText.open(log));
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
        release();
        close();
        return found.report();
    }

    private void plainLine(String raw) {
        String line = PlainLine.of(raw);
        if (held == null) {
            read(prefixes.strip(line));
            return;
        }
        held.add(line);
        heldCharacters += line.length();
        if (heldCharacters > MOST_HELD_CHARACTERS) {
            release();
        }
    }

    /// Reads the lines that were held back.
    private void release() {
        if (held == null) {
            return;
        }
        List<String> lines = held;
        held = null;
        prefixes.learn(lines);
        List<String> stripped =
                WrappedLines.join(lines.stream().map(prefixes::strip).toList());
        stripped.forEach(roots::read);
        stripped.forEach(this::read);
    }

    private void read(String line) {
        roots.read(line);
        BuildOutcome.Sign sign = outcome.read(line);
        // The end of CMake's stdout can stand in the middle of an error on stderr.
        boolean inside = line.startsWith("-- Configuring incomplete") && pending != null && pending.take(line);
        if (sign != BuildOutcome.Sign.NONE) {
            if (!inside) {
                close();
            }
            found.take(sign);
        }
        boolean progress = isProgress(line);
        if (progress) {
            found.works();
        }
        if (!progress && !SourceExcerpt.isSource(line)) {
            for (long offered = keywords.in(line); offered != 0; offered &= offered - 1) {
                PendingError begun =
                        rules.get(Long.numberOfTrailingZeros(offered)).read(line, before);
                if (begun != null) {
                    begin(begun, inside);
                    before = line;
                    return;
                }
            }
        }
        if (!line.isBlank()) {
            before = line;
        }
        if (!inside && pending != null && !pending.take(line)) {
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

    private void begin(PendingError begun, boolean inside) {
        if (inside) {
            found.add(begun);
            return;
        }
        close();
        pending = begun;
    }

    private void close() {
        if (pending != null) {
            found.add(pending);
            pending = null;
        }
    }
}
