package dev.aegis.espctl.tool;

import dev.aegis.espctl.projects.ChangeProject;
import dev.aegis.espctl.tasks.Subject;
import dev.aegis.mcp.tool.Field;
import dev.aegis.mcp.tool.NextCall;
import dev.aegis.mcp.tool.ToolResult;
import org.jspecify.annotations.Nullable;

/// The results of tools that change a project.
final class ProjectResults {
    static final Field[] FIELDS = {Field.text("project_root")};

    private ProjectResults() {}

    static ToolResult of(ChangeProject.Settings settings) {
        return result(settings, NextCall.of("build", "project", settings.projectRoot()), "");
    }

    /// @param asked the requested chip; a project that has another one keeps it
    static ToolResult initialized(ChangeProject.Settings settings, String asked) {
        return asked.equals(settings.target())
                ? of(settings)
                : result(
                        settings,
                        NextCall.of("set_target", "target", asked, "project", settings.projectRoot()),
                        "\nthe chip stays " + settings.target() + " (" + settings.targetFrom() + ")");
    }

    private static ToolResult result(ChangeProject.Settings settings, NextCall next, String note) {
        return ToolResult.structured(RecordJson.of(settings), text(settings) + note)
                .next(next);
    }

    private static String text(ChangeProject.Settings settings) {
        return facts(
                        settings.name(),
                        settings.projectRoot(),
                        settings.target(),
                        settings.targetFrom(),
                        settings.idfVersionResolved(),
                        settings.idfVersionFrom())
                + (settings.changed().isEmpty()
                        ? "\nnothing was changed"
                        : "\nchanged: " + String.join(", ", settings.changed()));
    }

    static String facts(
            String name,
            String root,
            @Nullable String target,
            String targetFrom,
            @Nullable String version,
            String versionFrom) {
        return name + " in " + root + " for " + (target == null ? "no chip" : target) + " (" + targetFrom
                + "), ESP-IDF " + Subject.version(version, versionFrom);
    }
}
