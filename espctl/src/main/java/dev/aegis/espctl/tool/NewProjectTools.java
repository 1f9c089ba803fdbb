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
    private static final OptionalInput<String> PROJECT_NAME =
            Input.text("name").describedAs("default: as in CMakeLists.txt").atMost(64);
    private static final Input<String> FOLDER_NAME =
            Input.text("name").describedAs("of project and folder").required();
    private static final Input<String> TEMPLATE = Input.choice("template", "hello_world", "blink", "empty")
            .describedAs("the code to start from")
            .byDefault("hello_world");
    private static final Input<String> COMPONENT_NAME =
            Input.text("name").describedAs("of the component").atMost(64).required();

    private final Actions actions;
    private final OptionalInput<Path> project;
    private final OptionalInput<Path> outputDir;

    NewProjectTools(Actions actions, Inputs inputs) {
        this.actions = actions;
        this.project = inputs.project();
        this.outputDir = inputs.path(Input.text("output_dir")
                .alsoNamed("parent")
                .describedAs("folder for the new one; default: the server's"));
    }

    void addTo(Catalog catalog) {
        catalog.add(init()).add(create()).add(createComponent());
    }

    private Tool init() {
        return Toolset.PROJECT
                .tool(
                        "project.init",
                        "Prepare a project",
                        new Purpose(
                                "Makes .espctl.toml and build/ in an ESP-IDF project, and .idf-version with idf_version;"
                                        + " overwrites nothing.",
                                "a project",
                                "<1 s",
                                "unknown chip"),
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
                        new Purpose(
                                "Makes a folder with an ESP-IDF project that builds at once.",
                                "nothing",
                                "<1 s",
                                "the folder exists, unknown chip"),
                        ToolAnnotations.WRITES,
                        (given, call) -> ProjectResults.of(actions.changeProject()
                                .create(
                                        given.find(outputDir),
                                        given.get(FOLDER_NAME),
                                        given.get(Inputs.REQUIRED_TARGET),
                                        given.get(TEMPLATE))))
                .takes(FOLDER_NAME, Inputs.REQUIRED_TARGET, TEMPLATE, outputDir)
                .returns(ProjectResults.FIELDS);
    }

    private Tool createComponent() {
        return Toolset.PROJECT
                .tool(
                        "project.create_component",
                        "Add a component",
                        new Purpose(
                                "Makes components/NAME that compiles; says how main uses it; overwrites nothing.",
                                "a project",
                                "<1 s",
                                "not a C name"),
                        ToolAnnotations.WRITES.withIdempotent(),
                        (given, call) -> component(
                                actions.createComponent().run(given.find(project), given.get(COMPONENT_NAME))))
                .takes(COMPONENT_NAME, project)
                .returns(Field.text("path"));
    }

    private static ToolResult component(CreateComponent.Component made) {
        return ToolResult.structured(
                        RecordJson.of(made).with("use", made.next()),
                        "component " + made.name() + " in " + made.path() + "\n"
                                + (made.changed().isEmpty()
                                        ? "it exists already, nothing was changed"
                                        : "changed: " + String.join(", ", made.changed()))
                                + "\nto use it: " + made.next())
                .next("build", "project", made.projectRoot());
    }
}
