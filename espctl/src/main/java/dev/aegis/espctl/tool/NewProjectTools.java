package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.projects.CreateComponent;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.input.Arguments;
import dev.aegis.mcp.input.Input;
import dev.aegis.mcp.input.OptionalInput;
import dev.aegis.mcp.tool.Field;
import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolAnnotations;
import dev.aegis.mcp.tool.ToolResult;
import java.nio.file.Path;

/// Creates projects and components. Nothing is overwritten.
final class NewProjectTools {
    private static final OptionalInput<String> PROJECT_NAME = Input.text("name").atMost(64);
    private static final Input<String> FOLDER_NAME = Input.text("name").required();
    private static final Input<String> TEMPLATE =
            Input.choice("template", "hello_world", "blink", "empty").byDefault("hello_world");
    private static final Input<String> COMPONENT_NAME =
            Input.text("name").atMost(64).required();

    private final Actions actions;
    private final OptionalInput<Path> project;
    private final OptionalInput<Path> parent;

    NewProjectTools(Actions actions, Inputs inputs) {
        this.actions = actions;
        this.project = inputs.project();
        this.parent = inputs.path("parent", "parent folder of the new one; default: where the server was started");
    }

    void addTo(Catalog catalog) {
        catalog.add(init()).add(create()).add(createComponent());
    }

    private Tool init() {
        return Toolset.PROJECT
                .tool(
                        "project.init",
                        "Prepare a project",
                        """
                        Makes .espctl.toml and build/ in an ESP-IDF project, and .idf-version with idf_version. \
                        Overwrites nothing; a second call changes nothing.""",
                        ToolAnnotations.WRITES.withIdempotent(),
                        (given, call) -> init(given))
                .takes(Inputs.REQUIRED_TARGET, Inputs.IDF_VERSION, PROJECT_NAME, project)
                .returns(ProjectResults.FIELDS);
    }

    private ToolResult init(Arguments given) {
        String target = given.get(Inputs.REQUIRED_TARGET);
        return ProjectResults.initialized(
                actions.changeProject()
                        .init(given.find(project), target, given.find(Inputs.IDF_VERSION), given.find(PROJECT_NAME)),
                target);
    }

    private Tool create() {
        return Toolset.PROJECT
                .tool(
                        "project.create",
                        "Make a new project",
                        "Makes a folder with an ESP-IDF project that builds at once.",
                        ToolAnnotations.WRITES,
                        (given, call) -> ProjectResults.of(actions.changeProject()
                                .create(
                                        given.find(parent),
                                        given.get(FOLDER_NAME),
                                        given.get(Inputs.REQUIRED_TARGET),
                                        given.get(TEMPLATE))))
                .takes(FOLDER_NAME, Inputs.REQUIRED_TARGET, TEMPLATE, parent)
                .returns(ProjectResults.FIELDS);
    }

    private Tool createComponent() {
        return Toolset.PROJECT
                .tool(
                        "project.create_component",
                        "Add a component",
                        """
                        Makes components/NAME with CMakeLists.txt, include/NAME.h and NAME.c that compile as they are. \
                        Overwrites nothing; shows what main needs to use it.""",
                        ToolAnnotations.WRITES.withIdempotent(),
                        (given, call) -> component(
                                actions.createComponent().run(given.find(project), given.get(COMPONENT_NAME))))
                .takes(COMPONENT_NAME, project)
                .returns(Field.text("path"), Field.list("changed"), Field.text("next"));
    }

    private static ToolResult component(CreateComponent.Component made) {
        return ToolResult.structured(
                RecordJson.of(made),
                "component " + made.name() + " in " + made.path() + "\n"
                        + (made.changed().isEmpty()
                                ? "it exists already, nothing was changed"
                                : "changed: " + String.join(", ", made.changed()))
                        + "\nnext: " + made.next());
    }
}
