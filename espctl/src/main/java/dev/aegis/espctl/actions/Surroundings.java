package dev.aegis.espctl.actions;

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

/// What surrounds every action.
///
/// @param environment the variables that espctl was started with
/// @param directories where it keeps its files
/// @param workingFolder where the user stands
/// @param clock the time
/// @param version of espctl
public record Surroundings(
        Environment environment, UserDirectories directories, Path workingFolder, Clock clock, String version) {
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

    /// A path as the user wrote it, from where they stand; absent for that very place.
    public Path resolve(@Nullable Path path) {
        return path == null ? workingFolder : workingFolder.resolve(path);
    }

    /// The project's name at the build server.
    ///
    /// @return nothing before the first build of this installation
    public Optional<String> projectKey(Project project) {
        return identity().known().map(project::key);
    }

    /// For a task that begins now.
    public String newTaskId() {
        return identity().newTaskId(clock);
    }

    EspctlIdentity identity() {
        return new EspctlIdentity(directories.state());
    }

    String clientName() {
        return "espctl/" + version;
    }
}
