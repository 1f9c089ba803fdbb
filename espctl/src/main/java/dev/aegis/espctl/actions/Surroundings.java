package dev.aegis.espctl.actions;

import dev.aegis.espctl.settings.CredentialsFile;
import dev.aegis.espctl.settings.Environment;
import dev.aegis.espctl.settings.MachinePins;
import dev.aegis.espctl.settings.ServerChoice;
import dev.aegis.espctl.settings.UserDirectories;
import dev.aegis.espctl.tasks.TaskStore;
import java.nio.file.Path;
import java.time.Clock;

/// What surrounds every action.
///
/// @param environment the variables that espctl was started with
/// @param directories where it keeps its files
/// @param workingFolder where the user stands
/// @param clock the time
/// @param version of espctl
public record Surroundings(
        Environment environment, UserDirectories directories, Path workingFolder, Clock clock, String version) {
    CredentialsFile credentials() {
        return new CredentialsFile(directories);
    }

    ServerChoice servers() {
        return new ServerChoice(environment, credentials());
    }

    MachinePins pins() {
        return new MachinePins(directories, environment, clock);
    }

    public TaskStore tasks() {
        return new TaskStore(directories.state());
    }

    String clientName() {
        return "espctl/" + version;
    }
}
