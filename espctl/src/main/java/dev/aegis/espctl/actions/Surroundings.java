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

    /// The project's name at the build server.
    ///
    /// @return nothing before the first build of this installation
    public Optional<String> projectKey(Project project) {
        return new Installation(directories.state()).known().map(project::key);
    }

    String clientName() {
        return "espctl/" + version;
    }
}
