package dev.aegis.espctl.project;

import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.TaskResult;
import java.nio.file.Path;

/// The folder for a build's files in the project. A machine always uses `build/`. A build for several chips gets a
/// folder for each, with the chip's own sdkconfig in it, as in ESP-IDF's documentation of `-B` and `SDKCONFIG`.
///
/// @param name without a slash
public record BuildFolder(String name) {
    private static final String BUILD = "build";
    private static final String PREFIX = BUILD + "_";

    /// The folder for one chip, as `idf.py` uses it.
    public static final BuildFolder ONLY = new BuildFolder(BUILD);

    /// Returns the folder for one of several chips.
    public static BuildFolder of(String target) {
        return new BuildFolder(PREFIX + target);
    }

    /// Returns the folder for one of several chips and versions. The name of a branch may hold a slash.
    public static BuildFolder of(String target, String version) {
        return new BuildFolder(
                PREFIX + target + "_" + VersionRules.normal(version).replaceAll("[^A-Za-z0-9._-]", "-"));
    }

    /// Returns the chip and the version in the name, such as `esp32c3` or `esp32c3_v5.3.1`.
    public String label() {
        return isOnly() ? name : name.substring(PREFIX.length());
    }

    public boolean isOnly() {
        return name.equals(BUILD);
    }

    /// Returns the path of the build's sdkconfig.
    public String sdkconfig() {
        return isOnly() ? TargetRules.SDKCONFIG : name + "/" + TargetRules.SDKCONFIG;
    }

    public String file(String inside) {
        return name + "/" + inside;
    }

    public Path in(Path root) {
        return root.resolve(name);
    }

    /// Returns the result with the paths of the files in this project.
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
