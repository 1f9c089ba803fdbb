package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.builds.StartBuild;
import dev.aegis.espctl.history.FollowTask.Standing;
import dev.aegis.espctl.plan.BuildPlan;
import dev.aegis.espctl.plan.PlanClean;
import dev.aegis.espctl.request.BuildRequest;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.mcp.call.Call;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.input.Arguments;
import dev.aegis.mcp.input.Input;
import dev.aegis.mcp.input.OptionalInput;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.Field;
import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolAnnotations;
import dev.aegis.mcp.tool.ToolResult;
import dev.aegis.protocol.session.MachineOptions;
import dev.aegis.protocol.session.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Builds and their plans.
final class BuildTools {
    private static final int MAX_IGNORED = 20;

    private static final OptionalInput<Profile> PROFILE = Input.choice("profile", Profile.class);
    private static final OptionalInput<Boolean> CLEAN =
            Input.flag("clean").describedAs("remove build/ on the machine first");
    private static final OptionalInput<Integer> JOBS = Input.integer("jobs")
            .describedAs("parallel compiler jobs")
            .atLeast(1)
            .atMost(MachineOptions.MAX_JOBS);
    private static final OptionalInput<Map<String, String>> PARAMS =
            Input.textMap("params").describedAs("definitions for CMake");
    private static final Input<Integer> WAIT_SECS = Input.integer("wait_secs")
            .describedAs("longest time to wait")
            .atLeast(0)
            .atMost(50)
            .byDefault(0);

    private final Actions actions;
    private final OptionalInput<Path> project;

    BuildTools(Actions actions, Inputs inputs) {
        this.actions = actions;
        this.project = inputs.project();
    }

    void addTo(Catalog catalog) {
        catalog.add(build()).add(status()).add(cancel()).add(plan()).add(cleanPlan());
    }

    private Tool build() {
        return Toolset.BUILD
                .tool(
                        "build",
                        "Build firmware",
                        """
                        Builds an ESP-IDF project on a build machine. Returns at once with a task_id; then wait with \
                        build.status. The build continues if this server ends. Files come back into build/.""",
                        ToolAnnotations.WRITES.withOpenWorld(),
                        (given, call) -> build(given))
                .takes(Inputs.TARGET, PROFILE, Inputs.IDF_VERSION, CLEAN, JOBS, PARAMS, project)
                .returns(Field.text("task_id"), Field.text("status"), Field.text("next"))
                .alsoNamed("build.start");
    }

    private ToolResult build(Arguments given) {
        StartBuild start = actions.startBuild();
        if (start.isPlanOnly()) {
            return plan(given);
        }
        TaskRecord task = start.run(request(given));
        return ToolResult.structured(
                TaskResults.started(task),
                "task " + task.taskId() + " is pending: " + task.subject().projectName() + " for " + task.target()
                        + "\nnext: " + TaskResults.follow(task.taskId()));
    }

    private Tool status() {
        return Toolset.BUILD
                .tool("build.status", "Build status", """
                        The status of a build: phase, progress, place in the queue, times, first error, next step. With \
                        wait_secs it returns when the build is over or the time is up.""", ToolAnnotations.READS, this::status)
                .takes(Inputs.TASK, WAIT_SECS)
                .returns(
                        Field.text("task_id"),
                        Field.choice("state", "pending", "running", "succeeded", "failed", "canceled"),
                        Field.text("phase"),
                        Field.text("progress"),
                        Field.integer("position"),
                        Field.list("times"),
                        Field.text("next"));
    }

    private ToolResult status(Arguments given, Call call) throws InterruptedException {
        long begin = System.nanoTime();
        Standing standing = actions.followTask()
                .await(
                        given.get(Inputs.TASK),
                        Duration.ofSeconds(given.get(WAIT_SECS)),
                        now -> call.progress((System.nanoTime() - begin) / 1e9, 0, TaskResults.progress(now)));
        return ToolResult.structured(TaskResults.json(standing), TaskResults.text(standing));
    }

    private Tool cancel() {
        return Toolset.BUILD
                .tool(
                        "build.cancel",
                        "Cancel a build",
                        "Stops a running build on its machine.",
                        ToolAnnotations.DESTROYS.withIdempotent().withOpenWorld(),
                        (given, call) -> cancel(given))
                .takes(Inputs.TASK)
                .returns(Field.text("task_id"), Field.text("status"));
    }

    private ToolResult cancel(Arguments given) throws InterruptedException {
        TaskRecord task = actions.stopTask().run(given.get(Inputs.TASK));
        String text = task.state().isOver()
                ? "task " + task.taskId() + " is " + task.state().wire()
                : "task " + task.taskId() + " was asked to stop\nnext: build.status {\"task_id\":\"" + task.taskId()
                        + "\",\"wait_secs\":20}";
        return ToolResult.structured(
                JsonObject.of("task_id", task.taskId(), "status", task.state().wire()), text);
    }

    private Tool plan() {
        return Toolset.BUILD
                .tool(
                        "generate_build_plan",
                        "Plan a build",
                        """
                        Shows what build would do, without compiling: chip and ESP-IDF version with the rule that \
                        decided each, what would be uploaded, what stays, which machines could build it.""",
                        ToolAnnotations.READS.withOpenWorld(),
                        (given, call) -> plan(given))
                .takes(Inputs.TARGET, PROFILE, Inputs.IDF_VERSION, CLEAN, PARAMS, project)
                .returns(Field.text("status"), Field.text("next"));
    }

    private ToolResult plan(Arguments given) {
        BuildPlan plan = actions.planBuild().run(request(given));
        String next = actions.startBuild().isPlanOnly()
                ? "this is plan-only mode, nothing was compiled; to build, a person sets CONTROL_BASE_URL and"
                        + " MCP_AUTH_SECRET for this server, or runs: "
                        + plan.next().replaceAll(" && .*", "")
                : "build with the same arguments";
        JsonObject whole = RecordJson.of(plan);
        JsonObject json = whole.with(
                        "ignored",
                        whole.array("ignored").stream().limit(MAX_IGNORED).toList())
                .with("ignored_count", plan.upload().ignored().size())
                .with("next", next);
        String version = plan.subject().idfVersion() == null
                ? "the machine's default"
                : plan.subject().idfVersion();
        return ToolResult.structured(
                json,
                "plan for " + plan.subject().name() + " in " + plan.subject().projectRoot() + "\ntarget "
                        + plan.subject().target() + " ("
                        + plan.subject().targetFrom() + "), ESP-IDF " + version + " ("
                        + plan.subject().idfVersionFrom() + ")\n"
                        + plan.upload().files() + " files, " + plan.upload().bytes() + " bytes; "
                        + plan.upload().ignored().size() + " paths stay here\nmachines: "
                        + plan.fleet().detail() + notes(plan.notes()) + "\nnext: " + next);
    }

    private static String notes(List<String> notes) {
        return notes.isEmpty() ? "" : "\nnote: " + String.join("\nnote: ", notes);
    }

    private Tool cleanPlan() {
        return Toolset.BUILD
                .tool(
                        "get_clean_plan",
                        "Plan a clean build",
                        "Shows what a clean build would remove, and removes nothing.",
                        ToolAnnotations.READS,
                        (given, call) -> cleanPlan(given))
                .takes(Inputs.TARGET, project)
                .returns(Field.text("build_dir"), Field.integer("files"), Field.integer("bytes"));
    }

    private ToolResult cleanPlan(Arguments given) {
        PlanClean.CleanPlan plan = actions.planClean().run(given.find(project), given.find(Inputs.TARGET));
        return ToolResult.structured(
                RecordJson.of(plan),
                plan.buildDir() + " holds " + plan.files() + " files, " + plan.bytes() + " bytes\non the machine: "
                        + plan.onMachine() + "\nsdkconfig: " + plan.sdkconfig() + "\nkept: " + plan.keeps()
                        + "\nnext: build {\"clean\":true}");
    }

    private BuildRequest request(Arguments given) {
        Map<String, String> params = given.find(PARAMS);
        return BuildRequest.of(new BuildRequest.Place(given.find(project), null))
                .with(new BuildRequest.What(
                        given.find(Inputs.TARGET),
                        given.find(Inputs.IDF_VERSION),
                        given.find(PROFILE),
                        params == null
                                ? List.of()
                                : params.entrySet().stream()
                                        .map(param -> param.getKey() + "=" + param.getValue())
                                        .toList()))
                .with(new MachineOptions(Boolean.TRUE.equals(given.find(CLEAN)), null, given.find(JOBS)));
    }
}
