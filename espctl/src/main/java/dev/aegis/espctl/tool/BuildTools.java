package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.builds.StartBuild;
import dev.aegis.espctl.history.FollowTask.Standing;
import dev.aegis.espctl.request.BuildRequest;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.mcp.call.Call;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.input.Arguments;
import dev.aegis.mcp.input.Input;
import dev.aegis.mcp.input.OptionalInput;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.Field;
import dev.aegis.mcp.tool.TaskSupport;
import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolAnnotations;
import dev.aegis.mcp.tool.ToolResult;
import dev.aegis.protocol.session.MachineOptions;
import dev.aegis.protocol.session.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Starts builds, and shows and stops them.
final class BuildTools {
    static final OptionalInput<Profile> PROFILE =
            Input.choice("profile", Profile.class).describedAs("default: debug, or the project's");
    static final OptionalInput<Boolean> CLEAN = Input.flag("clean").describedAs("remove build/ on the machine first");
    static final OptionalInput<Map<String, String>> PARAMS =
            Input.textMap("params").describedAs("definitions for CMake");
    private static final OptionalInput<Integer> JOBS = Input.integer("jobs")
            .describedAs("parallel compiler jobs")
            .atLeast(1)
            .atMost(MachineOptions.MAX_JOBS);
    private static final OptionalInput<Integer> QUEUE_WAIT_SECS = Input.integer("queue_wait_secs")
            .describedAs("longest wait for a machine")
            .atLeast(0)
            .atMost(86_400);
    private static final OptionalInput<Boolean> OWN_DIR =
            Input.flag("own_dir").describedAs("files into build_TARGET/: for several chips");
    private static final Input<Integer> WAIT_SECS = Input.integer("wait_secs")
            .describedAs("longest wait for the end")
            .atLeast(0)
            .atMost(50)
            .byDefault(0);

    private final Actions actions;
    private final Inputs inputs;
    private final PlanTools plans;

    BuildTools(Actions actions, Inputs inputs) {
        this.actions = actions;
        this.inputs = inputs;
        this.plans = new PlanTools(actions, inputs);
    }

    void addTo(Catalog catalog) {
        catalog.add(build()).add(status()).add(cancel());
        plans.addTo(catalog);
    }

    private Tool build() {
        return Toolset.BUILD
                .tool(
                        "build",
                        "Build firmware",
                        new Purpose(
                                "Builds a project on a build machine; files come into build/. Returns a task_id for"
                                        + " build.status at once.",
                                "a project, a login",
                                "seconds to minutes",
                                "compile errors, no free machine"),
                        ToolAnnotations.WRITES.withOpenWorld(),
                        (given, call) -> build(given))
                .takes(
                        Inputs.TARGET,
                        PROFILE,
                        Inputs.IDF_VERSION,
                        CLEAN,
                        OWN_DIR,
                        JOBS,
                        QUEUE_WAIT_SECS,
                        PARAMS,
                        inputs.project())
                .returns(Field.text("task_id"))
                .asTask(TaskSupport.KEPT)
                .alsoNamed("build.start");
    }

    private ToolResult build(Arguments given) {
        StartBuild start = actions.startBuild();
        if (start.isPlanOnly()) {
            return plans.plan(given);
        }
        return TaskResults.started(
                actions, start.run(request(given), Boolean.TRUE.equals(given.find(OWN_DIR))), List.of());
    }

    private Tool status() {
        return Toolset.BUILD
                .tool(
                        "build.status",
                        "Build status",
                        new Purpose(
                                "Status, phase, progress, queue position, times, result, first error.",
                                "a build",
                                "up to wait_secs",
                                "unknown task"),
                        ToolAnnotations.READS,
                        this::status)
                .takes(Inputs.TASK, WAIT_SECS, inputs.project())
                .returns(
                        Field.text("task_id"),
                        Field.choice("status", "pending", "running", "succeeded", "failed", "canceled"));
    }

    private ToolResult status(Arguments given, Call call) throws InterruptedException {
        long begin = System.nanoTime();
        Standing standing = actions.followTask()
                .await(
                        inputs.task(given).taskId(),
                        Duration.ofSeconds(given.get(WAIT_SECS)),
                        now -> call.progress((System.nanoTime() - begin) / 1e9, 0, TaskResults.progress(now)));
        return TaskResults.of(actions, standing);
    }

    private Tool cancel() {
        return Toolset.BUILD
                .tool(
                        "build.cancel",
                        "Cancel a build",
                        new Purpose(
                                "Stops a build, waiting or running.",
                                "a build that is not over",
                                "seconds",
                                "it is over"),
                        ToolAnnotations.DESTROYS.withIdempotent().withOpenWorld(),
                        (given, call) -> cancel(given))
                .takes(Inputs.TASK, inputs.project())
                .returns(Field.text("status"));
    }

    private ToolResult cancel(Arguments given) throws InterruptedException {
        TaskRecord task = actions.stopTask().run(inputs.running(given).taskId());
        JsonObject json =
                JsonObject.of("task_id", task.taskId(), "status", task.state().wire(), "project", task.project());
        String of = "task " + task.taskId() + " of " + task.project();
        return task.state().isOver()
                ? ToolResult.structured(json, of + " " + task.state().words())
                : ToolResult.structured(json, of + " was asked to stop").next(TaskResults.follow(task.taskId()));
    }

    private BuildRequest request(Arguments given) {
        Integer wait = given.find(QUEUE_WAIT_SECS);
        return plans.request(given, given.find(JOBS))
                .with(new BuildRequest.Limits(null, wait == null ? null : Duration.ofSeconds(wait)));
    }
}
