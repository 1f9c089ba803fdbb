package dev.aegis.espctl.actions;

import dev.aegis.espctl.control.ControlClient;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.project.Choice;
import dev.aegis.espctl.project.Project;
import dev.aegis.espctl.settings.Server;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Looks at everything that a build needs, in the order in which a build would meet it, and says for each what is
/// wrong and what to do.
public final class Doctor {
    private final Surroundings surroundings;

    public Doctor(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// @param folder the project; absent for where the user stands
    public Diagnosis run(@Nullable Path folder, @Nullable String target, @Nullable String remote) {
        List<Check> checks = new ArrayList<>();
        Wanted wanted = project(folder, target, checks);
        Server server = server(remote, checks);
        if (server == null) {
            for (String name : List.of("control_plane", "clock", "access_key", "idf_version", "machines", "relay")) {
                checks.add(Check.skipped(name, "no build server is known"));
            }
            return Diagnosis.of(checks);
        }
        try (ControlClient control = new ControlClient(server, surroundings.clock())) {
            new ServerChecks(control, wanted.target(), wanted.version(), checks).run();
        }
        return Diagnosis.of(checks);
    }

    /// @param target the chip; absent when none is chosen
    /// @param version the ESP-IDF version; absent for the machine's default
    private record Wanted(@Nullable String target, @Nullable String version) {}

    private Wanted project(@Nullable Path folder, @Nullable String target, List<Check> checks) {
        Path root = folder == null
                ? surroundings.workingFolder()
                : surroundings.workingFolder().resolve(folder);
        Project project;
        try {
            project = Project.open(root);
        } catch (Failure none) {
            checks.add(
                    none.code().startsWith("project_settings")
                            ? Check.error("project", none)
                            : Check.skipped("project", none.sentence()));
            return new Wanted(target, null);
        }
        Choice version;
        try {
            version = project.version(
                    null, surroundings.environment().find("DEFAULT_IDF_VERSION").orElse(null));
        } catch (Failure wrong) {
            checks.add(Check.error("project", wrong));
            return new Wanted(target, null);
        }
        try {
            Choice chip = project.target(
                    target, surroundings.environment().find("IDF_TARGET").orElse(null));
            checks.add(Check.ok(
                    "project",
                    project.name() + " for " + chip.value() + " (" + chip.decidedBy() + "), ESP-IDF "
                            + Objects.requireNonNullElse(version.value(), "as the machine chooses") + " ("
                            + version.decidedBy() + ")"));
            return new Wanted(chip.value(), version.value());
        } catch (Failure noTarget) {
            checks.add(Check.warning("project", noTarget.sentence(), noTarget.hint()));
            return new Wanted(null, version.value());
        }
    }

    private @Nullable Server server(@Nullable String remote, List<Check> checks) {
        try {
            Server server = surroundings.servers().choose(remote);
            if (surroundings.servers().written(remote).endsWith("/")) {
                checks.add(Check.warning(
                        "settings",
                        "the server address (" + server.addressFrom() + ") ends with a slash, which is ignored",
                        "write " + server.address()));
                return server;
            }
            checks.add(Check.ok(
                    "settings", server.address() + " (" + server.addressFrom() + "), key from " + server.keyFrom()));
            return server;
        } catch (Failure wrong) {
            checks.add(Check.error("settings", wrong));
            return null;
        }
    }
}
