package dev.aegis.agent.execution;

import dev.aegis.agent.intake.ProjectIndex;
import dev.aegis.agent.workspace.Workspace;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.Required;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The last build of a workspace, if it succeeded. A build with the same inputs has the same result, so the machine
/// does not run `idf.py`, which takes up to a second to find that out.
///
/// @param inputs the identity of everything that decides about the result
/// @param artifacts what the build made
record LastSuccess(Digest inputs, List<Artifact> artifacts) {
    private static final String NAME = "last-success.json";

    LastSuccess {
        Required.field("inputs", inputs);
        artifacts = Required.list(artifacts);
    }

    /// @param appVersion absent without a repository
    private record Inputs(
            Digest project, String target, @Nullable String appVersion, BuildConfiguration configuration) {}

    /// Returns the identity of everything that decides about the result of a build; empty if the project is not known
    /// completely.
    static Optional<Digest> inputs(ProjectIndex index, BuildOrder order, BuildConfiguration configuration) {
        return Optional.ofNullable(index.project())
                .map(project -> Digest.of(WireJson.bytes(new Inputs(
                        project,
                        order.request().target(),
                        order.request().options().appVersion(),
                        configuration))));
    }

    static Optional<LastSuccess> load(Workspace workspace) {
        try {
            return Files.exists(file(workspace))
                    ? Optional.of(WireJson.read(Files.readAllBytes(file(workspace)), LastSuccess.class))
                    : Optional.empty();
        } catch (IOException | WireException damaged) {
            return Optional.empty();
        }
    }

    /// Call before a build changes the workspace, so that a build that is interrupted leaves no wrong record.
    static void forget(Workspace workspace) throws IOException {
        Files.deleteIfExists(file(workspace));
    }

    void save(Workspace workspace) throws IOException {
        Path next = workspace.notes().resolve(NAME + ".next");
        Files.write(next, WireJson.bytes(this));
        Files.move(next, file(workspace), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path file(Workspace workspace) {
        return workspace.notes().resolve(NAME);
    }
}
