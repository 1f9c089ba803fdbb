package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.doctor.Check;
import dev.aegis.espctl.doctor.Diagnosis;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.plan.ListVersions;
import dev.aegis.espctl.projects.ChangeProject;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolAnnotations;
import dev.aegis.mcp.tool.ToolFailure;
import dev.aegis.mcp.tool.ToolResult;
import java.util.List;

/// Projects, versions, and whether all is well.
final class ProjectTools {
    private final Actions actions;

    ProjectTools(Actions actions) {
        this.actions = actions;
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
        addSettings(catalog);
        addVersions(catalog);
    }

    private void addSettings(Catalog catalog) {
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
                        Answers.telling((arguments, call) -> ProjectWords.result(actions.changeProject()
                                .selectVersion(Answers.path(arguments, "project"), arguments.text("version")))))
                .takes(Schemas.object(
                        List.of("version"), "version", Schemas.text("such as v5.3.1"), "project", Schemas.project()))
                .gives(ProjectWords.shape())
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

    private ToolResult validate(JsonObject arguments) {
        try {
            ChangeProject.Validated valid = actions.changeProject().validate(Answers.path(arguments, "project"));
            return ToolResult.structured(
                    Answers.json(valid).with("problems", List.of()),
                    "valid: "
                            + ProjectWords.facts(
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
                actions.doctor().run(Answers.path(arguments, "project"), Answers.text(arguments, "target"), null);
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
        ListVersions.Offer offer = actions.listVersions().run();
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
