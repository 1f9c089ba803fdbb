package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.builds.SetTargetAndBuild;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.input.Arguments;
import dev.aegis.mcp.input.OptionalInput;
import dev.aegis.mcp.tool.Field;
import dev.aegis.mcp.tool.TaskSupport;
import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolAnnotations;
import dev.aegis.mcp.tool.ToolResult;
import java.nio.file.Path;

/// Change the chip of a project, in its settings only or with a build.
final class TargetTools {
    private final Actions actions;
    private final OptionalInput<Path> project;

    TargetTools(Actions actions, Inputs inputs) {
        this.actions = actions;
        this.project = inputs.project();
    }

    void addTo(Catalog catalog) {
        catalog.add(setTarget()).add(setTargetAndBuild());
    }

    private Tool setTarget() {
        return Toolset.PROJECT
                .tool(
                        "set_target",
                        "Choose the chip",
                        new Purpose(
                                "Writes the chip into .espctl.toml, builds nothing; another chip's sdkconfig becomes"
                                        + " sdkconfig.old.",
                                "a project",
                                "<1 s",
                                "unknown chip"),
                        ToolAnnotations.DESTROYS.withIdempotent(),
                        (given, call) -> ProjectResults.of(actions.changeProject()
                                .setTarget(given.find(project), given.get(Inputs.REQUIRED_TARGET))))
                .takes(Inputs.REQUIRED_TARGET, project)
                .returns(ProjectResults.FIELDS);
    }

    private Tool setTargetAndBuild() {
        return Toolset.BUILD
                .tool(
                        "set_target.run",
                        "Choose the chip and build",
                        new Purpose(
                                "Like idf.py set-target, then builds (debug): writes the chip, clears build/, makes a"
                                        + " new sdkconfig. Returns a task_id.",
                                "a project, a login",
                                "as build",
                                "unknown chip, compile errors"),
                        ToolAnnotations.DESTROYS.withOpenWorld(),
                        (given, call) -> setTargetAndBuild(given))
                .takes(Inputs.REQUIRED_TARGET, project)
                .returns(Field.text("task_id"))
                .asTask(TaskSupport.KEPT);
    }

    private ToolResult setTargetAndBuild(Arguments given) {
        SetTargetAndBuild.Begun begun =
                actions.setTargetAndBuild().run(given.find(project), given.get(Inputs.REQUIRED_TARGET));
        return TaskResults.started(actions, begun.task(), begun.changed());
    }
}
