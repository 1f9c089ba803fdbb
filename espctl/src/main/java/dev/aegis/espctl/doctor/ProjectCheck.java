package dev.aegis.espctl.doctor;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.project.Choice;
import dev.aegis.espctl.project.Project;
import dev.aegis.espctl.request.OfferedNames;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Checks the project's settings and reports chip and version.
final class ProjectCheck {
    private final Context context;
    private final @Nullable Path folder;
    private final @Nullable String target;

    /// @param folder null for the working folder
    /// @param target the chip that the user named
    ProjectCheck(Context context, @Nullable Path folder, @Nullable String target) {
        this.context = context;
        this.folder = folder;
        this.target = target;
    }

    /// @param project null if there is no project or its settings cannot be read
    record Seen(Check check, WantedBuild wanted, @Nullable Project project) {}

    Seen look() {
        Path root = context.resolve(folder);
        Project project;
        try {
            project = Project.open(root);
        } catch (Failure none) {
            Check check = none.code().startsWith("project_settings") || folder != null
                    ? Check.error(Topic.PROJECT, none)
                    : Check.skipped(Topic.PROJECT, none.sentence());
            return new Seen(check, new WantedBuild(target, null, null), null);
        }
        String key = key(project);
        OfferedNames names = new OfferedNames(context, null);
        Choice version;
        try {
            version = names.version(project.version(null, variable("DEFAULT_IDF_VERSION")));
        } catch (Failure wrong) {
            return new Seen(Check.error(Topic.PROJECT, wrong), new WantedBuild(target, null, key), project);
        }
        try {
            Choice chip = names.chip(project.target(target, context.environment()));
            Check check = Check.ok(
                    Topic.PROJECT,
                    project.name() + " for " + chip.value() + " (" + chip.decidedBy() + "), ESP-IDF "
                            + (version.value() == null
                                    ? version.decidedBy()
                                    : version.value() + " (" + version.decidedBy() + ")"));
            return new Seen(check, new WantedBuild(chip.value(), version.value(), key), project);
        } catch (Failure noTarget) {
            return new Seen(
                    noTarget.code().equals("target_missing")
                            ? Check.warning(Topic.PROJECT, noTarget)
                            : Check.error(Topic.PROJECT, noTarget),
                    new WantedBuild(null, version.value(), key),
                    project);
        }
    }

    /// A state folder that cannot be read is reported by `StateCheck`.
    private @Nullable String key(Project project) {
        try {
            return context.projectKey(project).orElse(null);
        } catch (Failure unreadable) {
            return null;
        }
    }

    private @Nullable String variable(String name) {
        return context.environment().find(name).orElse(null);
    }
}
