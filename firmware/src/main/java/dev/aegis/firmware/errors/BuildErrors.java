package dev.aegis.firmware.errors;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a build's log line by line and keeps the errors that matter. Needs the same little memory for ten lines and
/// for ten million.
public final class BuildErrors {
    /// Where every project lies inside the sandbox.
    public static final String SANDBOX_ROOT = "/project";

    private static final int MOST = 10;
    private static final Pattern COLOUR =
            Pattern.compile("\u001b(?:\\[[0-9;?]*[A-Za-z]|\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\))");

    private static final int SHORTEST_STAMP = 20;
    private static final Pattern STAMP =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?:Z|[+-]\\d\\d:?\\d\\d) ?");

    private final List<SignedRule> rules;
    private final Signs signs;
    private final Map<Weight, List<BuildError>> found = new EnumMap<>(Weight.class);
    private final Set<String> seen = new HashSet<>();
    private int more;
    private @Nullable Finding open;

    /// @param projectRoot the project's absolute path as the log writes it, without a trailing slash
    public BuildErrors(String projectRoot) {
        Places places = new Places(projectRoot);
        KnownNames known = new KnownNames();
        // The first rule that knows a line has it: the particular stand before the general.
        this.rules = List.of(
                new SignedRule(
                        new MachineTroubleRule(),
                        "No space left",
                        "quota exceeded",
                        "Killed signal",
                        "signal 9",
                        "emory",
                        "no installed versions",
                        "requirements are not",
                        "/bin/sh: ",
                        "ccache: error"),
                new SignedRule(new KconfigRule(places), "Kconfig", "sdkconfig", "Dependency loop", "at end of"),
                new SignedRule(new CMakeRule(places), "CMake Error", "CMake Warning"),
                new SignedRule(new ComponentManifestRule(places), "Cannot parse"),
                new SignedRule(new PartitionRule(places), ".csv", "CSV", "artition", "Error at line"),
                new SignedRule(new ImageSizeRule(), "too small", "too large"),
                new SignedRule(
                        new UndefinedReferenceRule(places, new SymbolAdvice(known)), "undefined ref", "in function"),
                new SignedRule(new MultipleDefinitionRule(places), "multiple definition"),
                new SignedRule(
                        new LinkerRule(places),
                        "ld: cannot",
                        "ld.exe: cannot",
                        "skipping incompatible",
                        "syntax error",
                        "collect2: fatal",
                        "gcc: ",
                        "g++: ",
                        "cc1",
                        "as: ",
                        "objcopy: ",
                        "relocation truncated"),
                new SignedRule(new MemoryRegionRule(), "overflowed by", "will not fit"),
                new SignedRule(
                        new CompilerRule(places, new HeaderAdvice(places, known)), "rror: ", " from ", "required "),
                new SignedRule(
                        new IdfRefusalRule(places),
                        "not found",
                        "generated for",
                        "Cannot load",
                        "Error: Invalid",
                        "Error: No such option",
                        "Error: Got",
                        "CMake Error: The",
                        "not known",
                        "not consistent",
                        "configured for",
                        "currently active",
                        "still in preview"),
                new SignedRule(new ToolRefusalRule(), "error occurred", "No serial", "component registry", "Read-only"),
                new SignedRule(new NinjaRule(places), "ninja: error"),
                new SignedRule(new PythonRule(places), "Traceback", "File \"", "Error: ", "Exception: "),
                new SignedRule(new FragmentRule(places), "failed to parse"),
                new SignedRule(new FailedStepRule(places), "FAILED: "),
                new SignedRule(
                        new LastWordsRule(),
                        "collect2: error",
                        "Configuring incomplete",
                        "build stopped",
                        "failed with exit code"));
        this.signs = new Signs(rules.stream().map(SignedRule::signs).toList());
        for (Weight weight : Weight.values()) {
            found.put(weight, new ArrayList<>());
        }
    }

    /// Reads a whole log, of any size, in any encoding that is nearly UTF-8, with any line ends.
    ///
    /// @param projectRoot as for the constructor
    public static BuildReport read(InputStream log, String projectRoot) throws IOException {
        BuildErrors errors = new BuildErrors(projectRoot);
        new LogLines(errors::plainLine).read(new InputStreamReader(log, StandardCharsets.UTF_8));
        return errors.report();
    }

    /// @param raw one line without its end; what a terminal would have overwritten on it counts as lines of their own
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

    /// What was found up to here.
    public BuildReport report() {
        close();
        List<BuildError> errors = new ArrayList<>();
        // A consequence is worth a line only when nothing better is known.
        for (Weight weight : List.of(Weight.CAUSE, Weight.STEP, Weight.CONSEQUENCE, Weight.LAST_WORDS)) {
            if (errors.isEmpty() || weight == Weight.STEP) {
                found.getOrDefault(weight, List.of()).stream()
                        .limit(weight == Weight.LAST_WORDS ? 1 : MOST)
                        .filter(error -> !said(errors, error))
                        .forEach(errors::add);
            }
        }
        if (!errors.isEmpty() && errors.getFirst().category() == Category.LINK) {
            errors.addAll(0, found.getOrDefault(Weight.SUSPICION, List.of()));
        }
        List<BuildError> first = errors.stream().limit(MOST).toList();
        if (first.isEmpty()) {
            return new BuildReport(first, 0, null, null);
        }
        Category decisive = first.getFirst().category();
        return new BuildReport(first, more + errors.size() - first.size(), decisive.phase(), decisive.fault());
    }

    private void plainLine(String raw) {
        String text = raw.indexOf('\u001b') < 0 ? raw : COLOUR.matcher(raw).replaceAll("");
        String line = plainQuotes(unstamped(text));
        if (!progress(line) && !CompilerExcerpt.source(line)) {
            for (long asked = signs.in(line); asked != 0; asked &= asked - 1) {
                Finding begun =
                        rules.get(Long.numberOfTrailingZeros(asked)).rule().read(line);
                if (begun != null) {
                    close();
                    open = begun;
                    return;
                }
            }
        }
        if (open != null && !open.take(line)) {
            close();
        }
    }

    /// Without the time that a build service has put before each line.
    private static String unstamped(String line) {
        if (line.length() < SHORTEST_STAMP || line.charAt(4) != '-' || line.charAt(10) != 'T') {
            return line;
        }
        Matcher stamp = STAMP.matcher(line);
        return stamp.lookingAt() ? line.substring(stamp.end()) : line;
    }

    /// Outside the C locale gcc writes its quotation marks curved.
    private static String plainQuotes(String line) {
        return line.indexOf('\u2018') < 0 ? line : line.replace('\u2018', '\'').replace('\u2019', '\'');
    }

    /// `[12/900] Building ...`: by far the most of a log.
    private static boolean progress(String line) {
        return line.length() > 3
                && line.charAt(0) == '['
                && Character.isDigit(line.charAt(1))
                && !line.contains("rror: ");
    }

    /// The same words without a place add nothing, nor does a missing file that was named.
    private static boolean said(List<BuildError> errors, BuildError error) {
        return errors.stream()
                .anyMatch(other -> error.file() == null
                        ? other.message().equals(error.message())
                        : error.category() == Category.MISSING_FILE
                                && other.category() == Category.MISSING_FILE
                                && error.file().equals(other.file()));
    }

    private void close() {
        if (open == null) {
            return;
        }
        if (found.getOrDefault(Weight.CAUSE, List.of()).size() >= MOST) {
            // Nothing can come before ten causes.
            more += open.expected() == Weight.CAUSE ? 1 : 0;
            open = null;
            return;
        }
        if (open.expected() == Weight.CONSEQUENCE
                && found.getOrDefault(Weight.CONSEQUENCE, List.of()).size() >= MOST) {
            more++;
            open = null;
            return;
        }
        BuildError error = open.error();
        Weight weight = open.weight(error);
        List<BuildError> same = found.computeIfAbsent(weight, first -> new ArrayList<>());
        open = null;
        if (same.size() >= MOST) {
            more++;
        } else if (seen.add(weight + "\n" + error.place() + "\n" + error.message())) {
            same.add(error);
        }
    }
}
