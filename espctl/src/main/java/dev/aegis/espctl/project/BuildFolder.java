package dev.aegis.espctl.project;

import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.TaskResult;
import java.nio.file.Path;

/// Where a build's files lie in the project. The machine always says `build/`; who builds for several chips at once
/// gets a folder for each, with the chip's own sdkconfig in it, as ESP-IDF's documentation does with `-B` and
/// `SDKCONFIG`.
///
/// @param name without a slash
public record BuildFolder(String name) {
    private static final String BUILD = "build";
    private static final String PREFIX = BUILD + "_";

    /// For one chip, as `idf.py` does.
    public static final BuildFolder ONLY = new BuildFolder(BUILD);

    /// One of several chips.
    public static BuildFolder of(String target) {
        return new BuildFolder(PREFIX + target);
    }

    public boolean isOnly() {
        return name.equals(BUILD);
    }

    /// Where the build's sdkconfig comes to.
    public String sdkconfig() {
        return isOnly() ? TargetRules.SDKCONFIG : name + "/" + TargetRules.SDKCONFIG;
    }

    public String file(String inside) {
        return name + "/" + inside;
    }

    public Path in(Path root) {
        return root.resolve(name);
    }

    /// The same end, with the paths that its files have here.
    public TaskResult local(TaskResult told) {
        return isOnly()
                ? told
                : new TaskResult(
                        told.status(),
                        told.exitCode(),
                        told.fault(),
                        told.reason(),
                        told.hint(),
                        told.target(),
                        told.idfVersion(),
                        told.phases(),
                        told.artifacts().stream().map(this::local).toList());
    }

    private Artifact local(Artifact artifact) {
        return new Artifact(
                artifact.role(), local(artifact.path()), artifact.size(), artifact.sha256(), artifact.flashOffset());
    }

    private String local(String path) {
        if (path.equals(TargetRules.SDKCONFIG)) {
            return sdkconfig();
        }
        return path.startsWith(BUILD + "/") ? name + path.substring(BUILD.length()) : path;
    }
}
