package dev.aegis.espctl.projects;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.project.Choice;
import dev.aegis.espctl.project.Project;
import dev.aegis.espctl.project.ProjectEdit;
import dev.aegis.espctl.project.ProjectSettings;
import dev.aegis.espctl.project.ProjectTemplate;
import dev.aegis.espctl.request.BuildRequest;
import dev.aegis.espctl.request.OfferedNames;
import dev.aegis.espctl.request.ResolvedBuild;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Creates projects and changes their settings.
public final class ChangeProject {
    private final Context context;

    public ChangeProject(Context context) {
        this.context = context;
    }

    /// @param target the chip; null if none is chosen yet
    /// @param idfVersionResolved the ESP-IDF version; null if the build machine decides
    /// @param changed the files that were created or changed; empty if nothing had to change
    public record Settings(
            String projectRoot,
            String configPath,
            String name,
            @Nullable String target,
            String targetFrom,
            @Nullable String idfVersionResolved,
            String idfVersionFrom,
            List<String> changed) {
        public Settings {
            changed = List.copyOf(changed);
        }
    }

    /// The settings of a project without faults.
    ///
    /// @param valid always true; a fault is thrown as a failure
    public record Validated(
            boolean valid,
            String projectRoot,
            String configPath,
            String name,
            String target,
            String targetFrom,
            @Nullable String idfVersionResolved,
            String idfVersionFrom) {}

    /// Creates the missing files and settings; overwrites nothing.
    public Settings init(@Nullable Path folder, String target, @Nullable String version, @Nullable String name) {
        Path root = open(folder);
        check(target);
        if (version != null) {
            checkVersion(version);
        }
        ProjectEdit edit = new ProjectEdit(root);
        List<String> made = new ArrayList<>(edit.addSettings(name, target));
        if (edit.addBuildFolder()) {
            made.add("build/");
        }
        if (version != null) {
            made.addAll(edit.addVersion(version));
        }
        return settings(root, made);
    }

    public Settings create(@Nullable Path parent, String name, String target, String template) {
        check(target);
        Path above = context.resolve(parent);
        List<String> made = ProjectTemplate.named(template).create(above, name, target);
        return settings(above.resolve(name), made);
    }

    public Settings setTarget(@Nullable Path folder, String target) {
        Path root = open(folder);
        Project.open(root).target(target, context.environment());
        check(target);
        return settings(root, new ProjectEdit(root).setTarget(target, false));
    }

    public Settings selectVersion(@Nullable Path folder, String version) {
        Path root = open(folder);
        checkVersion(version);
        return settings(root, new ProjectEdit(root).selectVersion(version));
    }

    /// @throws Failure with the file, the line and the reason
    public Validated validate(@Nullable Path folder) {
        ResolvedBuild chosen = ResolvedBuild.of(BuildRequest.of(new BuildRequest.Place(open(folder), null)), context);
        return new Validated(
                true,
                chosen.project().root().toString(),
                config(chosen.project()),
                chosen.project().name(),
                String.valueOf(chosen.target().value()),
                chosen.target().decidedBy(),
                chosen.version().value(),
                chosen.version().decidedBy());
    }

    private void check(String target) {
        names().chip(new Choice(target.strip(), "target"));
    }

    private void checkVersion(String version) {
        names().version(Project.normalVersion(version, "idf_version"));
    }

    private OfferedNames names() {
        return new OfferedNames(context, null);
    }

    private Path open(@Nullable Path folder) {
        return Project.open(context.resolve(folder)).root();
    }

    private Settings settings(Path root, List<String> changed) {
        Project project = Project.open(root);
        Choice target = target(project);
        Choice version = names().version(project.version(
                null, context.environment().find("DEFAULT_IDF_VERSION").orElse(null)));
        return new Settings(
                project.root().toString(),
                config(project),
                project.name(),
                target.value(),
                target.decidedBy(),
                version.value(),
                version.decidedBy(),
                changed);
    }

    private static String config(Project project) {
        return project.root().resolve(ProjectSettings.FILE).toString();
    }

    /// A version may be chosen before a chip.
    private Choice target(Project project) {
        try {
            return names().chip(project.target(null, context.environment()));
        } catch (Failure none) {
            if (none.code().equals("target_missing")) {
                return new Choice(null, "nothing names one yet");
            }
            throw none;
        }
    }
}
