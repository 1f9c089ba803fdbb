package dev.aegis.espctl.needs;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The paths that cannot be told from the text of the CMake files: of a variable that is not set here, or that CMake
/// computes.
public final class UnknownPaths {
    private final Path project;
    private final Set<String> notes = new LinkedHashSet<>();

    public UnknownPaths(Path project) {
        this.project = project;
    }

    void add(CMakeItem item, Need.Use use, Set<String> conditions) {
        String unknown = item.unknown().stream().sorted().findFirst().orElse("");
        String place = item.origin().shown(project);
        if (unknown.startsWith("$ENV{")) {
            String name = unknown.substring(5, unknown.length() - 1);
            if (!use.isRequired() || conditions.stream().anyMatch(condition -> condition.contains(name))) {
                return;
            }
            String sentence = place + " uses the environment variable " + name + ", which is not set here";
            if (item.certain()) {
                throw new Failure(
                        ExitCode.USAGE,
                        "outside_variable_unset",
                        sentence,
                        "set it to the folder, as for a local build: export " + name + "=DIR");
            }
            notes.add(sentence);
        } else if (use == Need.Use.COMPONENTS || use == Need.Use.COMPONENT) {
            notes.add(
                    place + ": espctl cannot tell which folder " + unknown
                            + " leads to; if it lies outside the project, name it in .espctl.toml: [upload] include = [\"../DIR\"]");
        }
    }

    public List<String> notes() {
        return List.copyOf(notes);
    }
}
