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

/// `CMake Error at FILE:LINE (COMMAND):` and the indented text below it. CMake repeats the errors of a script that it
/// ran, indented and wrapped again; those become errors of their own.
public final class CMakeRule implements ErrorRule {
    private static final Pattern ERROR =
            Pattern.compile("\\s*CMake (Error|Warning)(?: \\(dev\\))?(?: (?:at|in) ((?:[A-Za-z]:)?[^:]+?)(?::(\\d+))?)?"
                    + "(?: \\((\\w+)\\))?(?::\\s*(.*)|$)");
    private static final Pattern CALLER = Pattern.compile("\\s*(\\S.*?):(\\d+) \\((\\w+)\\)");
    private static final Pattern COMMAND = Pattern.compile("\\(\\w+\\):");
    private static final Pattern SDKCONFIG = Pattern.compile("^Target '\\w+' in sdkconfig '(.+?)'");
    /// A place that did not fit into the line.
    private static final Pattern NO_PLACE = Pattern.compile("\\s*CMake Error(?: \\(dev\\))? (?:at|in)");
    private static final Pattern PLACE = Pattern.compile("\\s*((?:[A-Za-z]:)?[^:]+?)(?::(\\d+))?(?: \\(\\w+\\))?:");
    private static final Pattern NEWER_CMAKE = Pattern.compile("CMake [\\d.]+ or higher is required");
    private static final CMakeHint TOO_NEW = new CMakeHint(
            Category.CMAKE,
            "the project asks for a newer CMake than the build machine has; lower the version in"
                    + " cmake_minimum_required (ESP-IDF v5 asks for 3.16, v6 for 3.22)");
    private static final int MOST_LINES = 40;

    private final ProjectPaths paths;
    private final ManifestHints hints;

    public CMakeRule(ProjectPaths paths, ManifestHints hints) {
        this.paths = paths;
        this.hints = hints;
    }

    @Override
    public List<String> keywords() {
        return List.of("CMake Error", "CMake Warning");
    }

    @Override
    public @Nullable PendingError read(String line) {
        return read(line, "");
    }

    @Override
    public @Nullable PendingError read(String line, String before) {
        if (NO_PLACE.matcher(line).matches()) {
            return PendingError.open(ErrorRank.STEP, MOST_LINES, new CMakeText()::belongs, this::placedBelow)
                    .rankedBy(CMakeRule::rank);
        }
        Matcher error = ERROR.matcher(line);
        if (!error.matches()) {
            return null;
        }
        String path = error.group(2);
        boolean inProject = path != null && paths.inProject(path);
        String rest = error.group(5) == null ? "" : error.group(5);
        boolean warning = error.group(1).equals("Warning");
        PendingError finding = PendingError.open(
                inProject && !warning ? ErrorRank.CAUSE : ErrorRank.STEP,
                MOST_LINES,
                new CMakeText()::belongs,
                lines -> CMakeMessage.withReason(
                        inProject && path != null ? error(path, error.group(3), rest, lines) : calledFrom(rest, lines),
                        before));
        if (path != null && path.endsWith("run_serial_tool.cmake")) {
            // The tool has already reported the reason.
            return finding.rankedBy(whole -> ErrorRank.CONSEQUENCE);
        }
        return finding.rankedBy(whole -> warning ? CMakeMessage.rankOfWarning(whole.message()) : rank(whole));
    }

    private BuildError placedBelow(List<String> lines) {
        Matcher place = PLACE.matcher(lines.isEmpty() ? "" : lines.getFirst());
        if (!place.matches()) {
            return calledFrom("", lines);
        }
        List<String> below = lines.subList(1, lines.size());
        return paths.inProject(place.group(1))
                ? error(place.group(1), place.group(2), "", below)
                : calledFrom("", below);
    }

    private static ErrorRank rank(BuildError error) {
        if (CMakeMessage.onlyFollows(error.message())) {
            return ErrorRank.CONSEQUENCE;
        }
        return error.file() == null ? ErrorRank.STEP : ErrorRank.CAUSE;
    }

    /// Places an error in ESP-IDF's scripts at the line of the project that called them, if CMake names one.
    private BuildError calledFrom(String rest, List<String> lines) {
        boolean stack = false;
        for (String line : lines) {
            stack |= line.strip().startsWith("Call Stack");
            Matcher caller = CALLER.matcher(line);
            // Every configuration runs through the project() of the top file, so that place is no help.
            if (stack
                    && caller.matches()
                    && paths.inProject(caller.group(1))
                    && !caller.group(3).equals("project")) {
                return error(caller.group(1), caller.group(2), rest, lines);
            }
        }
        return error(null, null, rest, lines);
    }

    private BuildError error(@Nullable String path, @Nullable String at, String rest, List<String> lines) {
        List<String> words = new ArrayList<>();
        if (!rest.isBlank()) {
            words.add(rest.strip());
        }
        lines.stream()
                .filter(line -> !CMakeText.isOfStdout(line))
                .map(String::strip)
                .filter(word -> !word.isEmpty() && !COMMAND.matcher(word).matches())
                .forEach(words::add);
        String said = CMakeMessage.sentence(words);
        String message = said.isEmpty() ? CMakeMessage.NO_REASON : paths.relativeIn(said);
        BuildError unfetched = RegistryFailure.of(message, null);
        if (unfetched != null) {
            return unfetched;
        }
        CMakeHint advice = path != null && NEWER_CMAKE.matcher(message).find() ? TOO_NEW : CMakeHint.on(message);
        String file = advice.category() == Category.TOOLCHAIN ? null : path;
        if (file == null) {
            Matcher sdkconfig = SDKCONFIG.matcher(said);
            file = sdkconfig.find() ? sdkconfig.group(1) : null;
        }
        BuildError error = BuildError.at(
                file == null ? null : paths.relative(file),
                file == null ? null : LineNumber.parse(at),
                null,
                message,
                advice.category(),
                advice.hint());
        if (message.contains("version solving failed")) {
            return hints.explain(String.join(" ", words), error);
        }
        return advice.infrastructure() ? error.byInfrastructure() : error;
    }
}
