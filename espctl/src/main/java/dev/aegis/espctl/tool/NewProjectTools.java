package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.projects.CreateComponent;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolAnnotations;
import dev.aegis.mcp.tool.ToolResult;
import java.util.List;

/// Makes projects and parts of them. Nothing is overwritten.
final class NewProjectTools {
    private final Actions actions;

    NewProjectTools(Actions actions) {
        this.actions = actions;
    }

    void addTo(Catalog catalog) {
        catalog.add(Tool.named(
                        "project.init",
                        "Prepare a project",
                        """
                        Makes .espctl.toml and build/ in an ESP-IDF project, and .idf-version with idf_version. \
                        Overwrites nothing; a second call changes nothing.""",
                        Answers.telling((arguments, call) -> ProjectWords.initiated(
                                actions.changeProject()
                                        .init(
                                                Answers.path(arguments, "project"),
                                                arguments.text("target"),
                                                Answers.text(arguments, "idf_version"),
                                                Answers.text(arguments, "name")),
                                arguments.text("target"))))
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
                .gives(ProjectWords.shape())
                .annotated(ToolAnnotations.WRITES.withIdempotent())
                .inToolset("project"));
        catalog.add(Tool.named(
                        "project.create",
                        "Make a new project",
                        """
                        Makes a folder with an ESP-IDF project that builds at once.""",
                        Answers.telling((arguments, call) -> ProjectWords.result(actions.changeProject()
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
                .gives(ProjectWords.shape())
                .annotated(ToolAnnotations.WRITES)
                .inToolset("project"));
        catalog.add(Tool.named(
                        "project.create_component",
                        "Add a component",
                        """
                        Makes components/NAME with CMakeLists.txt, include/NAME.h and NAME.c that compile as they are. \
                        Overwrites nothing; says what main needs to use it.""",
                        Answers.telling((arguments, call) -> component(actions.createComponent()
                                .run(Answers.path(arguments, "project"), arguments.text("name")))))
                .takes(Schemas.object(
                        List.of("name"), "name", Schemas.text().with("maxLength", 64), "project", Schemas.project()))
                .gives(Schemas.result("path", Schemas.text(), "changed", Schemas.list(), "next", Schemas.text()))
                .annotated(ToolAnnotations.WRITES.withIdempotent())
                .inToolset("project"));
    }

    private static ToolResult component(CreateComponent.Component made) {
        return ToolResult.structured(
                Answers.json(made),
                "component " + made.name() + " in " + made.path() + "\n"
                        + (made.changed().isEmpty()
                                ? "it is there already, nothing was changed"
                                : "changed: " + String.join(", ", made.changed()))
                        + "\nnext: " + made.next());
    }
}
