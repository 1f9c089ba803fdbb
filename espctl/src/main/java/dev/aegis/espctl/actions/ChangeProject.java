package dev.aegis.espctl.actions;

import dev.aegis.espctl.project.Project;
import dev.aegis.espctl.project.ProjectEdit;
import dev.aegis.espctl.project.ProjectTemplate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes projects and changes their settings.
public final class ChangeProject {
    private final Surroundings surroundings;

    public ChangeProject(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// @param idfVersionResolved absent where the build machine decides
    /// @param changed the files that were made or changed; empty when all was as wanted
    public record Settings(
            String projectRoot,
            String configPath,
            String name,
            String target,
            String targetFrom,
            @Nullable String idfVersionResolved,
            String idfVersionFrom,
            List<String> changed) {
        public Settings {
            changed = List.copyOf(changed);
        }
    }

    /// Makes what is missing, and overwrites nothing.
    public Settings init(@Nullable Path folder, String target, @Nullable String version, @Nullable String name) {
        Path root = open(folder);
        ProjectEdit edit = new ProjectEdit(root);
        List<String> made = new ArrayList<>();
        if (edit.addSettings(name, target)) {
            made.add(".espctl.toml");
        }
        if (edit.addBuildFolder()) {
            made.add("build/");
        }
        boolean pinned = root.resolve(".idf-version").toFile().exists();
        if (version != null) {
            edit.pinVersion(version, false);
            if (!pinned) {
                made.add(".idf-version");
            }
        }
        return settings(root, made);
    }

    public Settings create(@Nullable Path parent, String name, String target, String template) {
        Path above = parent == null
                ? surroundings.workingFolder()
                : surroundings.workingFolder().resolve(parent);
        List<String> made = ProjectTemplate.named(template).create(above, name, target);
        return settings(above.resolve(name), made);
    }

    public Settings setTarget(@Nullable Path folder, String target) {
        Path root = open(folder);
        return settings(root, new ProjectEdit(root).setTarget(target));
    }

    public Settings selectVersion(@Nullable Path folder, String version) {
        Path root = open(folder);
        String before = Objects.requireNonNullElse(settings(root, List.of()).idfVersionResolved(), "");
        String now = new ProjectEdit(root).pinVersion(version, true);
        return settings(root, before.equals(now) ? List.of() : List.of(".idf-version"));
    }

    /// @throws dev.aegis.espctl.failure.Failure naming the file, the line and what is wrong
    public Settings validate(@Nullable Path folder) {
        return settings(open(folder), List.of());
    }

    private Path open(@Nullable Path folder) {
        return Project.open(
                        folder == null
                                ? surroundings.workingFolder()
                                : surroundings.workingFolder().resolve(folder))
                .root();
    }

    private Settings settings(Path root, List<String> changed) {
        Chosen chosen = Chosen.of(
                new BuildOptions(root, null, null, null, false, List.of(), null, null, false, null), surroundings);
        return new Settings(
                chosen.project().root().toString(),
                chosen.project().root().resolve(".espctl.toml").toString(),
                chosen.project().name(),
                String.valueOf(chosen.target().value()),
                chosen.target().decidedBy(),
                chosen.version().value(),
                chosen.version().decidedBy(),
                changed);
    }
}
