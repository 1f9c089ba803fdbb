package dev.aegis.firmware.errors;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The component manager cannot read an `idf_component.yml`; the file's name stands alone on the next line.
final class ComponentManifestRule implements ErrorRule {
    private static final Pattern BEGIN = Pattern.compile("Cannot parse the manifest file\\..*");

    private final Places places;

    ComponentManifestRule(Places places) {
        this.places = places;
    }

    @Override
    public @Nullable Finding read(String line) {
        if (!BEGIN.matcher(line).matches()) {
            return null;
        }
        return Finding.open(
                Weight.CAUSE,
                1,
                next -> next.startsWith("\t"),
                lines -> new BuildError(
                        lines.isEmpty() ? null : places.shown(lines.getFirst()),
                        null,
                        null,
                        "error",
                        "the component manifest is not valid YAML",
                        List.of(),
                        Category.COMPONENT,
                        "check indentation, quotes and colons in this file"));
    }
}
