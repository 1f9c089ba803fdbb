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

/// The component manager, which cannot read an `idf_component.yml` or cannot reach the component registry.
public final class ComponentManagerRule implements ErrorRule {
    private static final Pattern MANIFEST = Pattern.compile("Cannot parse the manifest file\\..*");
    private static final Pattern REGISTRY =
            Pattern.compile("(?:ERROR: )?(Cannot establish a connection to the component registry\\.).*");

    private final ProjectPaths paths;

    public ComponentManagerRule(ProjectPaths paths) {
        this.paths = paths;
    }

    @Override
    public List<String> keywords() {
        return List.of("Cannot parse", "component registry");
    }

    @Override
    public @Nullable PendingError read(String line) {
        if (MANIFEST.matcher(line).matches()) {
            // The file's name is on the next line.
            return PendingError.open(ErrorRank.CAUSE, 1, next -> next.startsWith("\t"), this::manifest);
        }
        Matcher registry = REGISTRY.matcher(line);
        if (!registry.matches()) {
            return null;
        }
        CMakeHint hint = CMakeHint.on(line);
        return PendingError.whole(ErrorRank.STEP, BuildError.of(hint.category(), registry.group(1), hint.hint()));
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
