package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.doctor.Check;
import dev.aegis.espctl.doctor.Diagnosis;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.plan.ListVersions;
import dev.aegis.espctl.projects.ChangeProject;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.input.Arguments;
import dev.aegis.mcp.input.Input;
import dev.aegis.mcp.input.OptionalInput;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.Field;
import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolAnnotations;
import dev.aegis.mcp.tool.ToolFailure;
import dev.aegis.mcp.tool.ToolResult;
import java.nio.file.Path;
import java.util.List;

/// Checks, project settings and ESP-IDF versions.
final class ProjectTools {
    private static final Input<String> VERSION = Inputs.IDF_VERSION.required();

    private final Actions actions;
    private final OptionalInput<Path> project;

    ProjectTools(Actions actions, Inputs inputs) {
        this.actions = actions;
        this.project = inputs.project();
    }

    void addTo(Catalog catalog) {
        catalog.add(doctor())
                .add(validate())
                .add(selectVersion())
                .add(versions())
                .add(storeVersions());
    }

    private Tool validate() {
        return Toolset.PROJECT
                .tool(
                        "validate_config",
                        "Check settings",
                        new Purpose(
                                "Checks .espctl.toml, .idf-version and the chip; shows the rule that decided each value.",
                                "a project",
                                "<1 s",
                                "no project there"),
                        ToolAnnotations.READS,
                        (given, call) -> validate(given))
                .takes(project)
                .returns(Field.flag("valid"));
    }

    private ToolResult validate(Arguments given) {
        try {
            ChangeProject.Validated valid = actions.changeProject().validate(given.find(project));
            return ToolResult.structured(
                            RecordJson.of(valid).with("problems", List.of()),
                            "valid: "
                                    + ProjectResults.facts(
                                            valid.name(),
                                            valid.projectRoot(),
                                            valid.target(),
                                            valid.targetFrom(),
                                            valid.idfVersionResolved(),
                                            valid.idfVersionFrom()))
                    .next("build", "project", valid.projectRoot());
        } catch (Failure failure) {
            if (failure.code().startsWith("project_missing") || failure.code().equals("project_empty")) {
                throw ToolFailures.of(failure);
            }
            ToolFailure problem = ToolFailures.of(failure);
            JsonObject json = JsonObject.of("code", problem.code(), "message", problem.sentence())
                    .withPresent("fix", problem.fix());
            ToolResult result = ToolResult.structured(
                    JsonObject.of("valid", false, "problems", List.of(json)),
                    "not valid: " + problem.sentence() + (problem.fix() == null ? "" : "\nfix: " + problem.fix()));
            return problem.next() == null ? result : result.next(problem.next());
        }
    }

    private Tool selectVersion() {
        return Toolset.PROJECT
                .tool(
                        "idf_select_version",
                        "Choose ESP-IDF",
                        new Purpose(
                                "Pins the project's ESP-IDF version in .idf-version.",
                                "a project",
                                "<1 s",
                                "not a version"),
                        ToolAnnotations.DESTROYS.withIdempotent(),
                        (given, call) -> ProjectResults.of(
                                actions.changeProject().selectVersion(given.find(project), given.get(VERSION))))
                .takes(VERSION, project)
                .returns(ProjectResults.FIELDS);
    }

    private Tool doctor() {
        return Toolset.STORE
                .tool(
                        "doctor",
                        "Check the set-up",
                        new Purpose(
                                "Checks project, settings, server, key, clock, versions, machines; names fixes.",
                                "nothing",
                                "seconds",
                                "never"),
                        ToolAnnotations.READS.withOpenWorld(),
                        (given, call) -> doctor(given))
                .takes(Inputs.TARGET, project)
                .returns(Field.choice("status", "healthy", "degraded", "unhealthy"), Field.list("checks"))
                .alsoNamed("doctor.run");
    }

    private ToolResult doctor(Arguments given) {
        Diagnosis diagnosis = actions.doctor().run(given.find(project), given.find(Inputs.TARGET), null);
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
        return ToolResult.structured(RecordJson.of(diagnosis), text.toString());
    }

    private Tool versions() {
        return Toolset.STORE
                .tool(
                        "idf.versions",
                        "List ESP-IDF versions",
                        new Purpose(
                                "ESP-IDF versions that can be built with, and their chips.",
                                "a login or a store",
                                "1 s",
                                "server unreachable"),
                        ToolAnnotations.READS.withOpenWorld(),
                        (given, call) -> versions(false))
                .returns(Field.list("versions"));
    }

    private Tool storeVersions() {
        return Toolset.STORE
                .tool(
                        "store_versions",
                        "List toolchains",
                        new Purpose(
                                "Installed ESP-IDF versions with toolchains, in this computer's store or on machines.",
                                "a login or a store",
                                "1 s",
                                "server unreachable"),
                        ToolAnnotations.READS.withOpenWorld(),
                        (given, call) -> versions(true))
                .returns(Field.list("versions"));
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
            text.append(" none");
        }
        ToolResult result = ToolResult.structured(
                JsonObject.EMPTY
                        .withPresent("store_root", withTools ? offer.storeRoot() : null)
                        .with("versions", versions),
                text.toString());
        return versions.isEmpty() ? result.next("doctor") : result;
    }
}
