package dev.aegis.espctl.project;

import dev.aegis.espctl.failure.Interruption;
import java.nio.file.Path;
import java.util.List;

/// The version of an application while git still runs.
public final class StartedVersion {
    private final Path root;
    private final GitDescription git;

    StartedVersion(Path root, GitDescription git) {
        this.root = root;
        this.git = git;
    }

    /// Waits for git.
    ///
    /// @param params definitions of the command line
    public AppVersion decide(String target, List<String> params) {
        try {
            return new AppVersionRules(root, target, params).decide(git.result());
        } catch (InterruptedException stop) {
            throw Interruption.of(stop);
        }
    }
}
