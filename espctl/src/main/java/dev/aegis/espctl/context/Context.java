package dev.aegis.espctl.context;

import dev.aegis.espctl.project.Project;
import dev.aegis.espctl.settings.CredentialsFile;
import dev.aegis.espctl.settings.Environment;
import dev.aegis.espctl.settings.MachinePins;
import dev.aegis.espctl.settings.ServerChoice;
import dev.aegis.espctl.settings.UserDirectories;
import dev.aegis.espctl.tasks.TaskStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The environment in which actions run.
///
/// @param environment the environment variables of this process
/// @param directories the user's folders for configuration, state and cache
/// @param workingFolder the folder that relative paths start from
/// @param clock the time of records and of certificates
/// @param version the version of espctl
public record Context(
        Environment environment, UserDirectories directories, Path workingFolder, Clock clock, String version) {
    /// The user's own environment and folders, with the system's clock.
    ///
    /// @param workingFolder the folder that relative paths start from
    public static Context of(Environment environment, Path workingFolder, String version) {
        return new Context(
                environment,
                UserDirectories.of(environment, home(environment)),
                workingFolder,
                Clock.systemUTC(),
                version);
    }

    /// The user's home folder.
    public Path home() {
        return home(environment);
    }

    private static Path home(Environment environment) {
        return Path.of(environment.find("HOME").orElse(System.getProperty("user.home")));
    }

    public CredentialsFile credentials() {
        return new CredentialsFile(directories);
    }

    public ServerChoice servers() {
        return new ServerChoice(environment, credentials());
    }

    public MachinePins pins() {
        return new MachinePins(directories, environment, clock);
    }

    public TaskStore tasks() {
        return new TaskStore(directories.state());
    }

    /// Resolves a path that the user wrote.
    ///
    /// @param path null for the working folder itself
    public Path resolve(@Nullable Path path) {
        return path == null ? workingFolder : workingFolder.resolve(path);
    }

    /// Returns the opaque name of the project at the build server.
    ///
    /// @return nothing before the first build of this installation
    public Optional<String> projectKey(Project project) {
        return identity().known().map(project::key);
    }

    /// Returns an id for a task that starts now.
    public String newTaskId() {
        return identity().newTaskId(clock);
    }

    public InstallationId identity() {
        return new InstallationId(directories.state());
    }

    /// Returns the note that the next build of a workspace starts clean.
    public CleanMark cleanMark(String workspaceKey) {
        return new CleanMark(directories.state(), workspaceKey);
    }

    public String clientName() {
        return "espctl/" + version;
    }
}
