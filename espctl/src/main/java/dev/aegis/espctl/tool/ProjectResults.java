package dev.aegis.espctl.tool;

import dev.aegis.espctl.projects.ChangeProject;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.Field;
import dev.aegis.mcp.tool.ToolResult;
import org.jspecify.annotations.Nullable;

/// The results of tools that change a project.
final class ProjectResults {
    static final Field[] FIELDS = {
        Field.text("project_root"),
        Field.text("target"),
        Field.text("idf_version_resolved"),
        Field.list("changed"),
        Field.text("next")
    };

    private ProjectResults() {}

    static ToolResult of(ChangeProject.Settings settings) {
        return result(settings, "build " + JsonObject.of("project", settings.projectRoot()));
    }

    /// @param asked the requested chip; a project that has another one keeps it
    static ToolResult initialized(ChangeProject.Settings settings, String asked) {
        return asked.equals(settings.target())
                ? of(settings)
                : result(
                        settings,
                        "the chip stays " + settings.target() + " (" + settings.targetFrom()
                                + "); to change it: set_target "
                                + JsonObject.of("target", asked, "project", settings.projectRoot()));
    }

    private static ToolResult result(ChangeProject.Settings settings, String next) {
        return ToolResult.structured(RecordJson.of(settings).with("next", next), text(settings) + "\nnext: " + next);
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
                + "), ESP-IDF " + (version == null ? "the machine's default" : version) + " (" + versionFrom + ")";
    }
}
