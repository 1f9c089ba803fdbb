package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.ChangeProject;
import dev.aegis.espctl.actions.ListVersions;
import dev.aegis.espctl.actions.doctor.Check;
import dev.aegis.espctl.actions.doctor.Diagnosis;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.catalog.Tool;
import dev.aegis.mcp.catalog.ToolAnnotations;
import dev.aegis.mcp.catalog.ToolFailure;
import dev.aegis.mcp.catalog.ToolResult;
import dev.aegis.mcp.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Projects, versions, and whether all is well.
final class ProjectTools {
    private final ToolRooms rooms;

    ProjectTools(ToolRooms rooms) {
        this.rooms = rooms;
    }

    void addTo(Catalog catalog) {
        catalog.add(Tool.named(
                        "doctor",
                        "Check everything a build needs",
                        """
                        Checks project, settings, build server, key, clock, versions and machines in one go; each \
                        trouble comes with its fix. Call it first when something does not work.""",
                        Answers.telling((arguments, call) -> doctor(arguments)))
                .takes(Schemas.object(List.of(), "target", Schemas.target(), "project", Schemas.project()))
                .gives(Schemas.result(
                        "status", Schemas.choice("healthy", "degraded", "unhealthy"), "checks", Schemas.list()))
                .annotated(ToolAnnotations.READS.withOpenWorld())
                .inToolset("store")
                .alsoNamed("doctor.run"));
        addProject(catalog);
        addSettings(catalog);
        addVersions(catalog);
    }

    private void addProject(Catalog catalog) {
        catalog.add(Tool.named(
                        "project.init",
                        "Prepare a project",
                        """
                        Makes .espctl.toml and build/ in an ESP-IDF project, and .idf-version with idf_version. \
                        Overwrites nothing; a second call changes nothing.""",
                        Answers.telling((arguments, call) -> settings(rooms.changeProject()
                                .init(
                                        Answers.path(arguments, "project"),
                                        arguments.text("target"),
                                        Answers.text(arguments, "idf_version"),
                                        Answers.text(arguments, "name")))))
                .takes(Schemas.object(
                        List.of("target"),
                        "target",
                        Schemas.target(),
                        "idf_version",
                        Schemas.text("such as v5.3.1"),
                        "name",
                        Schemas.text().with("maxLength", 64),
                        "project",
                        Schemas.project()))
                .gives(settings())
                .annotated(ToolAnnotations.WRITES.withIdempotent())
                .inToolset("project"));
        catalog.add(Tool.named(
                        "project.create",
                        "Make a new project",
                        """
                        Makes a folder with an ESP-IDF project that builds at once.""",
                        Answers.telling((arguments, call) -> settings(rooms.changeProject()
                                .create(
                                        Answers.path(arguments, "parent"),
                                        arguments.text("name"),
                                        arguments.text("target"),
                                        arguments.text("template", "hello_world")))))
                .takes(Schemas.object(
                        List.of("name", "target"),
                        "name",
                        Schemas.text(),
                        "target",
                        Schemas.target(),
                        "template",
                        Schemas.choice("hello_world", "blink", "empty").with("default", "hello_world"),
                        "parent",
                        Schemas.text("folder that gets the project's; default: where the server was started")))
                .gives(settings())
                .annotated(ToolAnnotations.WRITES)
                .inToolset("project"));
    }

    private void addSettings(Catalog catalog) {
        catalog.add(Tool.named(
                        "set_target",
                        "Choose the chip",
                        """
                        Writes the project's chip into .espctl.toml; an sdkconfig of another chip becomes \
                        sdkconfig.old.""",
                        Answers.telling((arguments, call) -> settings(rooms.changeProject()
                                .setTarget(Answers.path(arguments, "project"), arguments.text("target")))))
                .takes(Schemas.object(List.of("target"), "target", Schemas.target(), "project", Schemas.project()))
                .gives(settings())
                .annotated(ToolAnnotations.DESTROYS.withIdempotent())
                .inToolset("project"));
        catalog.add(Tool.named(
                        "validate_config",
                        "Check the project's settings",
                        """
                        Checks .espctl.toml, .idf-version and the chip; says which rule decided what.""",
                        (arguments, call) -> validate(arguments))
                .takes(Schemas.object(List.of(), "project", Schemas.project()))
                .gives(Schemas.result("valid", JsonObject.of("type", "boolean"), "problems", Schemas.list()))
                .annotated(ToolAnnotations.READS)
                .inToolset("project"));
        catalog.add(Tool.named(
                        "idf_select_version",
                        "Choose the ESP-IDF version",
                        """
                        Pins the project's ESP-IDF version in .idf-version.""",
                        Answers.telling((arguments, call) -> settings(rooms.changeProject()
                                .selectVersion(Answers.path(arguments, "project"), arguments.text("version")))))
                .takes(Schemas.object(
                        List.of("version"), "version", Schemas.text("such as v5.3.1"), "project", Schemas.project()))
                .gives(settings())
                .annotated(ToolAnnotations.DESTROYS.withIdempotent())
                .inToolset("project"));
    }

    private void addVersions(Catalog catalog) {
        catalog.add(Tool.named(
                        "idf.versions",
                        "List ESP-IDF versions",
                        """
                        The ESP-IDF versions that can be built with, and for which chips.""",
                        Answers.telling((arguments, call) -> versions(false)))
                .gives(Schemas.result("versions", Schemas.list()))
                .annotated(ToolAnnotations.READS.withOpenWorld())
                .inToolset("store"));
        catalog.add(Tool.named(
                        "store_versions",
                        "List versions with their tools",
                        """
                        Each installed ESP-IDF version with its toolchains, of the store on this machine \
                        (ESPCTL_STORE_ROOT) or of the build machines online.""",
                        Answers.telling((arguments, call) -> versions(true)))
                .gives(Schemas.result("store_root", Schemas.text(), "versions", Schemas.list()))
                .annotated(ToolAnnotations.READS.withOpenWorld())
                .inToolset("store"));
    }

    private static JsonObject settings() {
        return Schemas.result(
                "project_root",
                Schemas.text(),
                "target",
                Schemas.text(),
                "idf_version_resolved",
                Schemas.text(),
                "changed",
                Schemas.list());
    }

    private static ToolResult settings(ChangeProject.Settings settings) {
        return ToolResult.structured(Answers.json(settings), words(settings) + "\nnext: build");
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

    private static String facts(
            String name,
            String root,
            @Nullable String target,
            String targetFrom,
            @Nullable String version,
            String versionFrom) {
        return name + " in " + root + " for " + (target == null ? "no chip" : target) + " (" + targetFrom
                + "), ESP-IDF " + (version == null ? "the machine's default" : version) + " (" + versionFrom + ")";
    }

    private ToolResult validate(JsonObject arguments) {
        try {
            ChangeProject.Validated valid = rooms.changeProject().validate(Answers.path(arguments, "project"));
            return ToolResult.structured(
                    Answers.json(valid).with("problems", List.of()),
                    "valid: "
                            + facts(
                                    valid.name(),
                                    valid.projectRoot(),
                                    valid.target(),
                                    valid.targetFrom(),
                                    valid.idfVersionResolved(),
                                    valid.idfVersionFrom()));
        } catch (Failure wrong) {
            if (wrong.code().startsWith("project_missing") || wrong.code().equals("project_empty")) {
                throw Answers.failed(wrong);
            }
            ToolFailure told = Answers.failed(wrong);
            JsonObject problem = JsonObject.of("code", told.code(), "message", told.sentence())
                    .withPresent("fix", told.next());
            return ToolResult.structured(
                    JsonObject.of("valid", false, "problems", List.of(problem)),
                    "not valid: " + told.sentence() + (told.next() == null ? "" : "\nnext: " + told.next()));
        }
    }

    private ToolResult doctor(JsonObject arguments) {
        Diagnosis diagnosis =
                rooms.doctor().run(Answers.path(arguments, "project"), Answers.text(arguments, "target"), null);
        StringBuilder text = new StringBuilder(diagnosis.status().wire());
        for (Check check : diagnosis.checks()) {
            text.append("\n")
                    .append(check.status().wire())
                    .append("  ")
                    .append(check.name())
                    .append(": ");
            text.append(check.detail());
            if (check.fix() != null) {
                text.append("\n  fix: ").append(check.fix());
            }
        }
        return ToolResult.structured(Answers.json(diagnosis), text.toString());
    }

    private ToolResult versions(boolean withTools) {
        ListVersions.Offer offer = rooms.listVersions().run();
        List<JsonObject> versions = offer.versions().stream()
                .map(version -> {
                    JsonObject json = JsonObject.of("version", version.version())
                            .withPresent(withTools ? "path" : "idf_path", version.path())
                            .withPresent("commit_hash", withTools ? null : version.commitHash())
                            .withPresent("default", version.isDefault())
                            .with("targets", version.targets())
                            .withPresent("machines", version.machines());
                    return withTools ? json.with("tools", version.tools()) : json;
                })
                .toList();
        StringBuilder text = new StringBuilder(
                offer.storeRoot() == null ? "build machines online have:" : "the store " + offer.storeRoot() + " has:");
        offer.versions()
                .forEach(version -> text.append("\n")
                        .append(version.version())
                        .append(Boolean.TRUE.equals(version.isDefault()) ? " (default)" : "")
                        .append("  ")
                        .append(String.join(" ", version.targets()))
                        .append(
                                withTools && !version.tools().isEmpty()
                                        ? "\n  " + String.join(", ", version.tools())
                                        : ""));
        if (versions.isEmpty()) {
            text.append(" none\nnext: doctor");
        }
        return ToolResult.structured(
                JsonObject.EMPTY
                        .withPresent("store_root", withTools ? offer.storeRoot() : null)
                        .with("versions", versions),
                text.toString());
    }
}
