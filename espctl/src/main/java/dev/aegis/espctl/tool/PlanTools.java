package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.plan.BuildPlan;
import dev.aegis.espctl.plan.PlanClean;
import dev.aegis.espctl.request.BuildRequest;
import dev.aegis.espctl.tasks.Subject;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.input.Arguments;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.Field;
import dev.aegis.mcp.tool.NextCall;
import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolAnnotations;
import dev.aegis.mcp.tool.ToolResult;
import dev.aegis.protocol.session.MachineOptions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Plans of builds: what a build or a clean build would do.
final class PlanTools {
    private static final int MAX_IGNORED = 20;

    private final Actions actions;
    private final Inputs inputs;

    PlanTools(Actions actions, Inputs inputs) {
        this.actions = actions;
        this.inputs = inputs;
    }

    void addTo(Catalog catalog) {
        catalog.add(plan()).add(cleanPlan());
    }

    private Tool plan() {
        return Toolset.BUILD
                .tool(
                        "generate_build_plan",
                        "Plan a build",
                        new Purpose(
                                "What build would do: chip and version with the rule that decided, upload, machines.",
                                "a project",
                                "1 s",
                                "wrong settings"),
                        ToolAnnotations.READS.withOpenWorld(),
                        (given, call) -> plan(given))
                .takes(
                        Inputs.TARGET,
                        BuildTools.PROFILE,
                        Inputs.IDF_VERSION,
                        BuildTools.CLEAN,
                        BuildTools.PARAMS,
                        inputs.project())
                .returns(Field.text("status"));
    }

    ToolResult plan(Arguments given) {
        BuildPlan plan = actions.planBuild().run(request(given, null));
        boolean planOnly = actions.startBuild().isPlanOnly();
        JsonObject whole = RecordJson.of(plan);
        JsonObject json = whole.with(
                        "ignored",
                        whole.array("ignored").stream().limit(MAX_IGNORED).toList())
                .with("ignored_count", plan.upload().ignored().size());
        String mode = "this is plan-only mode, nothing was compiled; to build, a person sets CONTROL_BASE_URL and"
                + " MCP_AUTH_SECRET for this server, or runs: "
                + plan.next().replaceAll(" && .*", "");
        ToolResult result = ToolResult.structured(
                planOnly ? json.with("mode", mode) : json,
                "plan for " + plan.subject().name() + " in " + plan.subject().projectRoot() + "\ntarget "
                        + plan.subject().target() + " ("
                        + plan.subject().targetFrom() + "), ESP-IDF " + version(plan) + "\n"
                        + plan.upload().files() + " files, " + plan.upload().bytes() + " bytes; "
                        + plan.upload().ignored().size() + " paths stay here" + outside(plan.upload())
                        + "\nmachines: "
                        + plan.fleet().detail() + notes(plan.notes()) + (planOnly ? "\n" + mode : ""));
        return planOnly
                ? result.next("doctor", "project", plan.subject().projectRoot())
                : result.next(new NextCall(
                        "build", given.json().with("project", plan.subject().projectRoot())));
    }

    /// Returns the version, with those that the machines choose where the project leaves it to them.
    private static String version(BuildPlan plan) {
        String version =
                Subject.version(plan.subject().idfVersion(), plan.subject().idfVersionFrom());
        List<String> offered = plan.subject().idfVersion() == null
                ? plan.fleet().machines().stream()
                        .map(machine -> String.valueOf(machine.idfVersion()))
                        .distinct()
                        .toList()
                : List.of();
        return offered.isEmpty() ? version : version + ": " + String.join(", ", offered);
    }

    private static String outside(BuildPlan.Upload upload) {
        return upload.outside().isEmpty() ? "" : "\n" + upload.outsideSentence();
    }

    private static String notes(List<String> notes) {
        return notes.isEmpty() ? "" : "\nnote: " + String.join("\nnote: ", notes);
    }

    private Tool cleanPlan() {
        return Toolset.BUILD
                .tool(
                        "get_clean_plan",
                        "Plan a clean build",
                        new Purpose(
                                "What a clean build would remove; removes nothing.",
                                "a project",
                                "<1 s",
                                "wrong settings"),
                        ToolAnnotations.READS,
                        (given, call) -> cleanPlan(given))
                .takes(Inputs.TARGET, inputs.project())
                .returns(Field.text("build_dir"));
    }

    private ToolResult cleanPlan(Arguments given) {
        PlanClean.CleanPlan plan = actions.planClean().run(given.find(inputs.project()), given.find(Inputs.TARGET));
        return ToolResult.structured(
                        RecordJson.of(plan),
                        plan.buildDir() + " holds " + plan.files() + " files, " + plan.bytes()
                                + " bytes\non the machine: " + plan.onMachine() + "\nsdkconfig: " + plan.sdkconfig()
                                + "\nkept: " + plan.keeps()
                                + "\nthe files in " + plan.buildDir() + " are replaced when a clean build succeeds")
                .next(new NextCall(
                        "build",
                        JsonObject.of("clean", true)
                                .withPresent("target", given.find(Inputs.TARGET))
                                .with("project", plan.projectRoot())));
    }

    /// Returns the order of a build or of its plan.
    BuildRequest request(Arguments given, @Nullable Integer jobs) {
        Map<String, String> params = given.find(BuildTools.PARAMS);
        return BuildRequest.of(new BuildRequest.Place(given.find(inputs.project()), null))
                .with(new BuildRequest.What(
                        given.find(Inputs.TARGET),
                        given.find(Inputs.IDF_VERSION),
                        given.find(BuildTools.PROFILE),
                        params == null
                                ? List.of()
                                : params.entrySet().stream()
                                        .map(param -> param.getKey() + "=" + param.getValue())
                                        .toList()))
                .with(new MachineOptions(Boolean.TRUE.equals(given.find(BuildTools.CLEAN)), null, jobs));
    }
}
