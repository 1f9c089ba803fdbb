package dev.aegis.firmware.errors;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a build's log line by line and keeps the errors that matter. Needs the same little memory for ten lines and
/// for ten million.
public final class BuildErrors {
    /// Where every project lies inside the sandbox.
    public static final String SANDBOX_ROOT = "/project";

    private static final int MOST = 10;
    private static final int LONGEST_LINE = 2000;
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");

    private final List<ErrorRule> rules;
    private final Map<Weight, List<BuildError>> found = new EnumMap<>(Weight.class);
    private final Set<String> seen = new HashSet<>();
    private int more;
    private @Nullable Finding open;

    /// @param projectRoot the project's absolute path as the log writes it, without a trailing slash
    public BuildErrors(String projectRoot) {
        Places places = new Places(projectRoot);
        // The first rule that knows a line has it: the particular stand before the general.
        this.rules = List.of(
                new MachineTroubleRule(),
                new KconfigRule(places),
                new CMakeRule(places),
                new ComponentManifestRule(places),
                new PartitionRule(),
                new UndefinedReferenceRule(places),
                new LinkerRule(places),
                new MemoryRegionRule(),
                new CompilerRule(places),
                new IdfRefusalRule(),
                new NinjaRule(places),
                new PythonRule(),
                new FailedStepRule());
        for (Weight weight : Weight.values()) {
            found.put(weight, new ArrayList<>());
        }
    }

    /// @param raw one line without its end
    public void line(String raw) {
        String line = COLOUR.matcher(raw.length() > LONGEST_LINE ? raw.substring(0, LONGEST_LINE) : raw)
                .replaceAll("");
        for (ErrorRule rule : rules) {
            Finding begun = rule.read(line);
            if (begun != null) {
                close();
                open = begun;
                return;
            }
        }
        if (open != null && !open.take(line)) {
            close();
        }
    }

    /// What was found up to here.
    public BuildReport report() {
        close();
        List<BuildError> errors = new ArrayList<>();
        // A consequence is worth a line only when nothing better is known.
        for (Weight weight : Weight.values()) {
            if (errors.isEmpty() || weight == Weight.STEP) {
                found.getOrDefault(weight, List.of()).stream()
                        .filter(error -> !said(errors, error))
                        .forEach(errors::add);
            }
        }
        List<BuildError> first = errors.stream().limit(MOST).toList();
        if (first.isEmpty()) {
            return new BuildReport(first, 0, null, null);
        }
        Category decisive = first.getFirst().category();
        return new BuildReport(first, more + errors.size() - first.size(), decisive.phase(), decisive.fault());
    }

    /// The same words without a place add nothing.
    private static boolean said(List<BuildError> errors, BuildError error) {
        return error.file() == null
                && errors.stream().anyMatch(other -> other.message().equals(error.message()));
    }

    private void close() {
        if (open == null) {
            return;
        }
        BuildError error = open.error();
        List<BuildError> same = found.computeIfAbsent(open.weight(), weight -> new ArrayList<>());
        open = null;
        if (same.size() >= MOST) {
            more++;
        } else if (seen.add(error.place() + "\n" + error.message())) {
            same.add(error);
        }
    }
}
