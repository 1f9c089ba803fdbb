package dev.aegis.espctl.outside;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.needs.CMakeVariables;
import dev.aegis.espctl.needs.Need;
import dev.aegis.espctl.needs.UserEnvironment;
import dev.aegis.protocol.session.ProjectPlace;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The paths that lead to another place on a build machine: those in absolute form, and those of a variable that the
/// machine sets itself, such as `HOME`.
final class AbsolutePaths {
    private final Path project;
    private final UserEnvironment environment;

    AbsolutePaths(Path project, UserEnvironment environment) {
        this.project = project;
        this.environment = environment;
    }

    /// An argument of any command may be no path of the project at all.
    ///
    /// @throws Failure when a build machine would not find the path
    boolean isWorthSending(Need need, Path real) {
        boolean written = need.variables().contains(CMakeVariables.ABSOLUTE);
        String own = ofTheMachine(need);
        if (need.use() == Need.Use.ARGUMENT) {
            return !written && own == null && !project.startsWith(real);
        }
        if (!written && own == null) {
            return true;
        }
        if (written && (real.startsWith("/usr") || (real.startsWith("/tmp") && !project.startsWith("/tmp")))) {
            return false;
        }
        throw new Failure(
                ExitCode.USAGE,
                "outside_absolute",
                need.origin().shown(project) + " names " + need.written() + " by "
                        + (own == null
                                ? "its absolute path, which a build machine does not have"
                                : own + ", which is another folder on a build machine"),
                "write it relative to " + relative(need.origin().file(), real));
    }

    private @Nullable String ofTheMachine(Need need) {
        return need.variables().stream()
                .filter(ProjectPlace::isOfTheBuild)
                .filter(name -> !name.startsWith("IDF_") && !name.startsWith("ESP_"))
                .filter(name -> environment.find(name) != null)
                .findFirst()
                .orElse(null);
    }

    private String relative(Path file, Path real) {
        Path folder = Objects.requireNonNull(file.getParent(), "a file lies in a folder");
        return String.valueOf(file.getFileName()).endsWith(".yml")
                ? "the manifest: " + folder.relativize(real)
                : "the project: ${CMAKE_SOURCE_DIR}/" + project.relativize(real);
    }
}
