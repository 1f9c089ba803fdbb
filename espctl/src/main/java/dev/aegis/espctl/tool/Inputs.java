package dev.aegis.espctl.tool;

import dev.aegis.mcp.input.Input;
import dev.aegis.mcp.input.OptionalInput;
import java.nio.file.Path;
import java.util.Objects;

/// The inputs that several tools have. Their descriptions are short, as a model reads the whole list of tools.
final class Inputs {
    /// A task in a tool that has another input for it: no default.
    static final OptionalInput<String> GIVEN_TASK = Input.text("task_id").describedAs("task id; latest is the newest");

    static final Input<String> TASK = GIVEN_TASK.byDefault("latest");

    static final OptionalInput<String> TARGET = Input.text("target").describedAs("chip, such as esp32c3");

    static final Input<String> REQUIRED_TARGET = TARGET.required();

    static final OptionalInput<String> IDF_VERSION = Input.text("idf_version").describedAs("such as v5.3.1");

    private final Path home;

    /// @param home the folder that `~` means in a path
    Inputs(Path home) {
        this.home = home;
    }

    OptionalInput<Path> project() {
        return path("project", "project folder; default: where the server was started");
    }

    /// Declares a folder or a file, see [WrittenPath]. A blank path counts as left out.
    OptionalInput<Path> path(String name, String description) {
        return path(Input.text(name).describedAs(description));
    }

    Input<Path> requiredPath(String name) {
        return Input.text(name)
                .required()
                .as(written -> Objects.requireNonNullElse(WrittenPath.of(name, written, home), Path.of("")));
    }

    OptionalInput<Path> path(OptionalInput<String> text) {
        return text.as(written -> WrittenPath.of(text.name(), written, home));
    }
}
