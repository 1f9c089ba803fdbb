package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.builds.SetTargetAndBuild;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolAnnotations;
import dev.aegis.mcp.tool.ToolResult;
import java.util.List;

/// The chip of a project: written down, or changed all the way on a build machine.
final class TargetTools {
    private final Actions actions;

    TargetTools(Actions actions) {
        this.actions = actions;
    }

    void addTo(Catalog catalog) {
        catalog.add(Tool.named(
                        "set_target",
                        "Choose the chip",
                        """
                        Writes the project's chip into .espctl.toml; an sdkconfig of another chip becomes \
                        sdkconfig.old.""",
                        Answers.telling((arguments, call) -> ProjectWords.result(actions.changeProject()
                                .setTarget(Answers.path(arguments, "project"), arguments.text("target")))))
                .takes(Schemas.object(List.of("target"), "target", Schemas.target(), "project", Schemas.project()))
                .gives(ProjectWords.shape())
                .annotated(ToolAnnotations.DESTROYS.withIdempotent())
                .inToolset("project"));
        catalog.add(Tool.named(
                        "set_target.run",
                        "Choose the chip and build",
                        """
                        What idf.py set-target does, on a build machine: writes the chip, clears build/, makes \
                        sdkconfig anew and builds (debug). Returns a task at once; the new sdkconfig comes back.""",
                        Answers.telling((arguments, call) -> run(arguments)))
                .takes(Schemas.object(List.of("target"), "target", Schemas.target(), "project", Schemas.project()))
                .gives(Schemas.result("task_id", Schemas.text(), "status", Schemas.text()))
                .annotated(ToolAnnotations.DESTROYS.withOpenWorld())
                .inToolset("build"));
    }

    private ToolResult run(JsonObject arguments) {
        SetTargetAndBuild.Begun begun =
                actions.setTargetAndBuild().run(Answers.path(arguments, "project"), arguments.text("target"));
        TaskRecord task = begun.task();
        return ToolResult.structured(
                TaskWords.begun(task).with("changed", begun.changed()),
                "task " + task.taskId() + " is pending: " + task.projectName() + " set to " + task.target()
                        + (begun.changed().isEmpty() ? "" : "\nchanged: " + String.join(", ", begun.changed()))
                        + "\nnext: " + TaskWords.follow(task.taskId()));
    }
}
