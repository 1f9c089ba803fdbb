package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.builds.BuildOptions;
import dev.aegis.espctl.builds.StartBuild;
import dev.aegis.espctl.history.FollowTask.Standing;
import dev.aegis.espctl.plan.BuildPlan;
import dev.aegis.espctl.plan.PlanClean;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.mcp.call.Call;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolAnnotations;
import dev.aegis.mcp.tool.ToolHandler;
import dev.aegis.mcp.tool.ToolResult;
import dev.aegis.protocol.session.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Builds and their plans.
final class BuildTools {
    private static final int MOST_IGNORED = 20;

    private final Actions actions;

    BuildTools(Actions actions) {
        this.actions = actions;
    }

    void addTo(Catalog catalog) {
        catalog.add(Tool.named("build", "Build firmware", """
                        Builds an ESP-IDF project on a build machine. Returns at once with a task_id; then wait with \
                        build.status. The build goes on if this server ends. Files come back into build/.""", tell(this::build))
                .takes(order())
                .gives(Schemas.result("task_id", Schemas.text(), "status", Schemas.text(), "next", Schemas.text()))
                .annotated(ToolAnnotations.WRITES.withOpenWorld())
                .inToolset("build")
                .alsoNamed("build.start"));
        catalog.add(Tool.named("build.status", "Build status", """
                        How far a build is: phase, progress, place in the queue, times, first error, next step. With \
                        wait_secs it returns when the build is over or the time is.""", tell(this::status))
                .takes(Schemas.object(
                        List.of(),
                        "task_id",
                        Schemas.task(),
                        "wait_secs",
                        Schemas.whole("wait so long at most", 0, 50).with("default", 0)))
                .gives(Schemas.result(
                        "task_id",
                        Schemas.text(),
                        "state",
                        Schemas.choice("pending", "running", "succeeded", "failed", "canceled"),
                        "phase",
                        Schemas.text(),
                        "progress",
                        Schemas.text(),
                        "position",
                        Schemas.number(),
                        "times",
                        Schemas.list(),
                        "next",
                        Schemas.text()))
                .annotated(ToolAnnotations.READS)
                .inToolset("build"));
        catalog.add(Tool.named("build.cancel", "Cancel a build", """
                        Ends a running build on its machine.""", tell(this::cancel))
                .takes(Schemas.object(List.of(), "task_id", Schemas.task()))
                .gives(Schemas.result("task_id", Schemas.text(), "status", Schemas.text()))
                .annotated(ToolAnnotations.DESTROYS.withIdempotent().withOpenWorld())
                .inToolset("build"));
        catalog.add(Tool.named("generate_build_plan", "Plan a build", """
                        Says what build would do, and compiles nothing: chip and ESP-IDF version with the rule that \
                        decided each, what would be uploaded, what stays, which machines could build it.""", tell((arguments, call) -> plan(arguments)))
                .takes(order())
                .gives(Schemas.result("status", Schemas.text(), "next", Schemas.text()))
                .annotated(ToolAnnotations.READS.withOpenWorld())
                .inToolset("build"));
        catalog.add(
                Tool.named("get_clean_plan", "Plan a clean build", """
                        Says what a clean build would remove, and removes nothing.""", tell((arguments, call) -> cleanPlan(arguments)))
                        .takes(Schemas.object(List.of(), "target", Schemas.target(), "project", Schemas.project()))
                        .gives(Schemas.result(
                                "build_dir", Schemas.text(), "files", Schemas.number(), "bytes", Schemas.number()))
                        .annotated(ToolAnnotations.READS)
                        .inToolset("build"));
    }

    private static ToolHandler tell(ToolHandler handler) {
        return Answers.telling(handler);
    }

    private static JsonObject order() {
        return Schemas.object(
                List.of(),
                "target",
                Schemas.target(),
                "profile",
                Schemas.choice("debug", "release"),
                "idf_version",
                Schemas.text("such as v5.3.1"),
                "clean",
                Schemas.flag("remove build/ on the machine first"),
                "params",
                JsonObject.of(
                        "type",
                        "object",
                        "description",
                        "definitions for CMake",
                        "additionalProperties",
                        Schemas.text()),
                "project",
                Schemas.project());
    }

    private ToolResult build(JsonObject arguments, Call call) {
        StartBuild start = actions.startBuild();
        if (start.isPlanOnly()) {
            return plan(arguments);
        }
        TaskRecord task = start.run(options(arguments));
        return ToolResult.structured(
                TaskWords.begun(task),
                "task " + task.taskId() + " is pending: " + task.projectName() + " for " + task.target() + "\nnext: "
                        + TaskWords.follow(task.taskId()));
    }

    private ToolResult status(JsonObject arguments, Call call) throws InterruptedException {
        String task = arguments.text("task_id", "latest");
        long begin = System.nanoTime();
        Standing standing = actions.followTask()
                .await(
                        task,
                        Duration.ofSeconds(arguments.whole("wait_secs", 0)),
                        now -> call.progress((System.nanoTime() - begin) / 1e9, 0, TaskWords.progress(now)));
        return ToolResult.structured(TaskWords.json(standing), TaskWords.text(standing));
    }

    private ToolResult cancel(JsonObject arguments, Call call) throws InterruptedException {
        TaskRecord task = actions.stopTask().run(arguments.text("task_id", "latest"));
        String words = task.state().isOver()
                ? "task " + task.taskId() + " is " + task.state().wire()
                : "task " + task.taskId() + " was told to stop\nnext: build.status {\"task_id\":\"" + task.taskId()
                        + "\",\"wait_secs\":20}";
        return ToolResult.structured(
                JsonObject.of("task_id", task.taskId(), "status", task.state().wire()), words);
    }

    private ToolResult plan(JsonObject arguments) {
        BuildPlan plan = actions.planBuild().run(options(arguments));
        boolean planOnly = actions.startBuild().isPlanOnly();
        String next = planOnly
                ? "this is plan-only mode, nothing was compiled; to build, a person sets CONTROL_BASE_URL and"
                        + " MCP_AUTH_SECRET for this server, or runs: "
                        + plan.next().replaceAll(", then.*", "")
                : "build with the same arguments";
        JsonObject whole = Answers.json(plan);
        JsonObject json = whole.with(
                        "ignored",
                        whole.array("ignored").stream().limit(MOST_IGNORED).toList())
                .with("ignored_count", plan.ignored().size())
                .with("next", next);
        String version = plan.idfVersion() == null ? "the machine's default" : plan.idfVersion();
        return ToolResult.structured(
                json,
                "planning " + plan.name() + " in " + plan.projectRoot() + "\ntarget " + plan.target() + " ("
                        + plan.targetFrom() + "), ESP-IDF " + version + " (" + plan.idfVersionFrom() + ")\n"
                        + plan.files() + " files, " + plan.bytes() + " bytes; "
                        + plan.ignored().size() + " paths stay here\nmachines: "
                        + plan.fleet().detail() + notes(plan.notes()) + "\nnext: " + next);
    }

    private static String notes(List<String> notes) {
        return notes.isEmpty() ? "" : "\nnote: " + String.join("\nnote: ", notes);
    }

    private ToolResult cleanPlan(JsonObject arguments) {
        PlanClean.CleanPlan plan =
                actions.planClean().run(Answers.path(arguments, "project"), Answers.text(arguments, "target"));
        return ToolResult.structured(
                Answers.json(plan),
                plan.buildDir() + " holds " + plan.files() + " files, " + plan.bytes() + " bytes\non the machine: "
                        + plan.onMachine() + "\nsdkconfig: " + plan.sdkconfig() + "\nkept: " + plan.keeps()
                        + "\nnext: build {\"clean\":true}; " + plan.next());
    }

    static BuildOptions options(JsonObject arguments) {
        List<String> params = arguments.object("params").fields().entrySet().stream()
                .map(BuildTools::param)
                .toList();
        return new BuildOptions(
                Answers.path(arguments, "project"),
                Answers.text(arguments, "target"),
                Answers.text(arguments, "idf_version"),
                profile(Answers.text(arguments, "profile")),
                arguments.flag("clean", false),
                params,
                null,
                null,
                false,
                null);
    }

    private static String param(Map.Entry<String, Json> param) {
        String text = param.getValue().asText();
        return param.getKey() + "=" + (text == null ? param.getValue() : text);
    }

    private static @Nullable Profile profile(@Nullable String word) {
        return word == null ? null : word.equals("release") ? Profile.RELEASE : Profile.DEBUG;
    }
}
