package dev.aegis.espctl.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that names the project, shared by the verbs that read or change one.
final class ProjectFolder {
    @Option(
            names = {"-C", "--project"},
            paramLabel = "DIR",
            description = "the project's folder; default: the working folder")
    private @Nullable Path folder;

    @Nullable
    Path folder() {
        return folder;
    }
}
