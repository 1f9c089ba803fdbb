package dev.aegis.firmware.errors.cmake;

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

/// The component manager, which cannot read an `idf_component.yml` or cannot reach the component registry, and the
/// downloads of other tools.
public final class ComponentManagerRule implements ErrorRule {
    private static final Pattern MANIFEST = Pattern.compile("Cannot parse the manifest file\\..*");
    private static final Pattern FIELD = Pattern.compile("(?:ERROR: |\\s*- )?(Invalid field \"([\\w.:/-]+).*)");
    private static final Pattern REGISTRY = Pattern.compile(
            "(?:(?:ERROR|FATAL|error|[\\w.]*(?:Error|Timeout|Exception)): )?(Cannot establish a connection to the"
                    + " component registry\\.(?! Skipping).*|Internal server error happened while processing"
                    + " request.*|HTTP request error.*|Error during request.*|API Endpoint returned unexpected"
                    + " .*|HTTPS?ConnectionPool\\(.*|<urlopen error .*|[45]\\d\\d (?:Client|Server) Error.*|(?i:component"
                    + " ['\"]?[\\w.-]+/[\\w.-]+['\"]? (?:was |is )?(?:not found|doesn't exist|does not exist).*))");
    private static final Pattern GIT = Pattern.compile(
            "fatal: (unable to access '.*|unable to connect to .*|could not read Username for .*|Could not read from"
                    + " remote repository.*|repository '(?:https?|git|ssh)://.*' not found.*)");
    private static final Pattern HINT =
            Pattern.compile("(?:HINT|NOTICE|WARNING): ((?:Component \"|Please check manifest).*)");
    private static final Pattern PROCESSED =
            Pattern.compile("(?:NOTICE: |INFO: )?\\[\\d+/\\d+] ([\\w.-]+/[\\w.-]+)(?: \\(.*)?");
    private static final Pattern REPOSITORY =
            Pattern.compile("(?:https?|git|ssh)://[^\\s'\"]+?/([\\w.-]+?)(?:\\.git)?/?(?:['\"\\s]|$)");
    private static final int MOST_LINES = 6;

    private final ProjectPaths paths;
    private final ManifestHints hints;
    private @Nullable String last;

    public ComponentManagerRule(ProjectPaths paths, ManifestHints hints) {
        this.paths = paths;
        this.hints = hints;
    }

    @Override
    public List<String> keywords() {
        return List.of(
                "Cannot parse",
                "Invalid field",
                "component registry",
                "processing request",
                "HTTP",
                "Error during request",
                "API Endpoint",
                "urlopen error",
                " Error: ",
                "omponent ",
                "fatal: ",
                "manifest",
                "NOTICE: [");
    }

    @Override
    public @Nullable PendingError read(String line) {
        Matcher processed = PROCESSED.matcher(line);
        if (processed.matches()) {
            last = processed.group(1);
            return null;
        }
        if (MANIFEST.matcher(line).matches()) {
            // The file's name is on the next line.
            return PendingError.open(ErrorRank.CAUSE, 1, next -> next.contains("idf_component.yml"), this::manifest);
        }
        Matcher field = FIELD.matcher(line);
        if (field.matches()) {
            return PendingError.cause(
                    Category.COMPONENT,
                    field.group(1),
                    "correct " + field.group(2).replace(":", " > ") + " in the idf_component.yml that has it");
        }
        Matcher hint = HINT.matcher(line);
        if (hint.matches()) {
            return hint(hint.group(1));
        }
        Matcher registry = REGISTRY.matcher(line);
        if (registry.matches()) {
            return PendingError.open(
                    ErrorRank.STEP,
                    MOST_LINES,
                    next -> next.startsWith("URL")
                            || next.startsWith("Status")
                            || next.isBlank()
                            || next.startsWith("http"),
                    lines -> failure(registry.group(1) + " " + String.join(" ", lines)));
        }
        Matcher git = GIT.matcher(line);
        if (git.matches()) {
            return PendingError.whole(ErrorRank.STEP, fetching(git.group(1)));
        }
        return null;
    }

    private PendingError hint(String first) {
        return PendingError.open(
                        ErrorRank.NONE,
                        MOST_LINES,
                        next -> next.startsWith("- ") || next.startsWith("Is your current"),
                        lines -> {
                            hints.add(first + " " + String.join(", ", lines));
                            return BuildError.of(Category.COMPONENT, first, null);
                        })
                .rankedBy(whole -> ErrorRank.NONE);
    }

    private BuildError fetching(String words) {
        Matcher url = REPOSITORY.matcher(words);
        String name = url.find() ? url.group(1) : last;
        return BuildError.of(
                        Category.COMPONENT,
                        (name == null ? "" : "cannot fetch " + name + ": ") + words,
                        "builds have no network: fetch it on your computer, and keep managed_components/ and the"
                                + " submodules in the project")
                .byInfrastructure();
    }

    private BuildError failure(String sentence) {
        BuildError error = RegistryFailure.of(sentence.strip().replaceAll(" +", " "), last);
        return error == null ? BuildError.of(Category.COMPONENT, sentence, null).byInfrastructure() : error;
    }

    private BuildError manifest(List<String> lines) {
        return BuildError.at(
                lines.isEmpty() ? null : paths.relative(lines.getFirst()),
                null,
                null,
                "the component manifest is not valid YAML",
                Category.COMPONENT,
                "check indentation, quotes and colons in this file");
    }
}
