package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.history.ChooseTask;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.mcp.input.Arguments;
import dev.aegis.mcp.input.Input;
import dev.aegis.mcp.input.OptionalInput;
import java.nio.file.Path;
import java.util.Objects;

/// The inputs that several tools have, one name for each idea. Their descriptions are short, as a model reads the whole
/// list of tools.
final class Inputs {
    static final String LATEST = "latest";

    static final OptionalInput<String> TASK = Input.text("task_id").describedAs("default: the newest");

    static final OptionalInput<String> TARGET = Input.text("target").describedAs("such as esp32c3");

    static final Input<String> REQUIRED_TARGET = TARGET.required();

    static final OptionalInput<String> IDF_VERSION =
            Input.text("idf_version").alsoNamed("version").describedAs("such as v5.3.1");

    private final Actions actions;
    private final OptionalInput<Path> project;

    Inputs(Actions actions) {
        this.actions = actions;
        this.project = path("project", "folder");
    }

    OptionalInput<Path> project() {
        return project;
    }

    /// Returns the build that a call means.
    TaskRecord task(Arguments given) {
        return actions.chooseTask().any(name(given), given.find(project));
    }

    /// Returns the build to cancel: without an id the newest that is not over.
    TaskRecord running(Arguments given) {
        return actions.chooseTask().running(ChooseTask.Wanted.of(name(given), given.find(project)));
    }

    /// Returns the finished build that a call means: without an id the newest that has succeeded.
    TaskRecord succeeded(Arguments given) {
        return actions.chooseTask().succeeded(name(given), given.find(project));
    }

    private static String name(Arguments given) {
        return Objects.requireNonNullElse(given.find(TASK), LATEST);
    }

    /// Declares a folder or a file, see [WrittenPath]. A blank path counts as left out.
    OptionalInput<Path> path(String name, String description) {
        return path(Input.text(name).describedAs(description));
    }

    Input<Path> requiredPath(String name, String description) {
        return Input.text(name)
                .describedAs(description)
                .required()
                .as(written -> Objects.requireNonNullElse(WrittenPath.of(name, written, actions.home()), Path.of("")));
    }

    OptionalInput<Path> path(OptionalInput<String> text) {
        return text.as(written -> WrittenPath.of(text.name(), written, actions.home()));
    }
}
