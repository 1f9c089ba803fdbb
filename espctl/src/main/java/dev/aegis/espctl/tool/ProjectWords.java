package dev.aegis.espctl.tool;

import dev.aegis.espctl.projects.ChangeProject;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.ToolResult;
import org.jspecify.annotations.Nullable;

/// What was done to a project, in words and as data.
final class ProjectWords {
    private ProjectWords() {}

    static JsonObject shape() {
        return Schemas.result(
                "project_root",
                Schemas.text(),
                "target",
                Schemas.text(),
                "idf_version_resolved",
                Schemas.text(),
                "changed",
                Schemas.list(),
                "next",
                Schemas.text());
    }

    static ToolResult result(ChangeProject.Settings settings) {
        return result(settings, "build " + JsonObject.of("project", settings.projectRoot()));
    }

    /// @param asked the chip that was asked for, which a project that has one already does not become by itself
    static ToolResult initiated(ChangeProject.Settings settings, String asked) {
        return asked.equals(settings.target())
                ? result(settings)
                : result(
                        settings,
                        "the chip stays " + settings.target() + " (" + settings.targetFrom()
                                + "); to change it: set_target "
                                + JsonObject.of("target", asked, "project", settings.projectRoot()));
    }

    private static ToolResult result(ChangeProject.Settings settings, String next) {
        return ToolResult.structured(Answers.json(settings).with("next", next), words(settings) + "\nnext: " + next);
    }

    private static String words(ChangeProject.Settings settings) {
        return facts(
                        settings.name(),
                        settings.projectRoot(),
                        settings.target(),
                        settings.targetFrom(),
                        settings.idfVersionResolved(),
                        settings.idfVersionFrom())
                + (settings.changed().isEmpty()
                        ? "\nnothing had to be changed"
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
