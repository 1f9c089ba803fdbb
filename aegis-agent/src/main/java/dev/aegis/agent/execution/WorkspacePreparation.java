package dev.aegis.agent.execution;

import dev.aegis.agent.intake.KnownFile;
import dev.aegis.agent.intake.ProjectIndex;
import dev.aegis.agent.workspace.ProjectTree;
import dev.aegis.protocol.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Brings a workspace into the state in which a build gives the same result as a local one would: keeps `build/` when
/// it can be used, and removes settings that the user's project does not have. Each decision is one line of the log.
final class WorkspacePreparation {
    /// The file of settings, and those that a project names in its place, such as `sdkconfig.esp32c3`.
    private static final Pattern SETTINGS = Pattern.compile("sdkconfig(\\.[A-Za-z0-9._-]+)?");

    private static final String OLD_SETTINGS = "sdkconfig.old";

    private final BuildOrder order;
    private final BuildListener listener;
    private final ProjectIndex index;
    private final ConfigureInputs inputs;
    private final BuildConfiguration wanted;

    WorkspacePreparation(BuildOrder order, BuildEnvironment environment, BuildListener listener) {
        this.order = order;
        this.listener = listener;
        this.index = ProjectIndex.load(order.workspace());
        this.inputs = ConfigureInputs.of(index);
        this.wanted = new BuildConfiguration(
                Surroundings.of(order, environment),
                order.request().profile(),
                order.request().params(),
                inputs,
                settings(index));
    }

    /// Returns the identity of everything that decides about the result; empty if the project is not known completely.
    Optional<Digest> inputs() {
        return LastSuccess.inputs(index, order, wanted);
    }

    /// @return the commands to run
    List<List<String>> run() throws IOException {
        try (ProjectTree project = order.workspace().openProject()) {
            removeUnsentSettings(project);
            ProjectState state = ProjectState.of(project, order.request().target());
            boolean clean = order.request().options().clean();
            Optional<BuildConfiguration> before =
                    state.isConfigured() ? BuildConfiguration.load(order.workspace()) : Optional.empty();
            Optional<String> reason = before.flatMap(
                    old -> wanted.cleanReason(old, state, order.request().target()));
            if (clean || reason.isPresent()) {
                project.remove("build");
            } else {
                before.ifPresent(old -> tellInputs(wanted, old));
                if (before.isPresent() && wanted.changesReleaseSettings(before.get())) {
                    project.remove(BuildCommands.RELEASE_SDKCONFIG);
                }
            }
            if (!clean) {
                reason.ifPresent(why -> tell("build/ was removed and everything is compiled again: " + why));
            }
            BuildAdditions.of(order.workspace())
                    .write(inputs, order.request().options().appVersion());
            // Saved before the first command, because an interrupted build has already configured a part.
            wanted.save(order.workspace());
            return new BuildCommands(order, clean || reason.isPresent() ? state.withoutBuild() : state).steps();
        }
    }

    /// A build makes settings from the defaults, and they have precedence over the defaults from then on. If the user's
    /// project does not have them, the user cannot see or delete them.
    private void removeUnsentSettings(ProjectTree project) throws IOException {
        for (String name : project.names()) {
            if (SETTINGS.matcher(name).matches()
                    && !name.equals(OLD_SETTINGS)
                    && !index.files().containsKey(name)
                    && project.look(name).filter(found -> !found.isDirectory()).isPresent()) {
                project.remove(name);
            }
        }
    }

    /// The identity of the settings in the user's project.
    private static String settings(ProjectIndex index) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(index.files()).forEach((path, file) -> {
            if (SETTINGS.matcher(path).matches()) {
                text.append(path).append('=').append(content(file)).append('\n');
            }
        });
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8)).hex();
    }

    private void tellInputs(BuildConfiguration wanted, BuildConfiguration before) {
        wanted.inputChanges(before).ifPresent(why -> tell("CMake runs again: " + why));
    }

    private void tell(String line) {
        listener.line(BuildListener.AGENT, line);
    }

    private static String content(KnownFile file) {
        return Objects.toString(file.sha256(), "link");
    }
}
