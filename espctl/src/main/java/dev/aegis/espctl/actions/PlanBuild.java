package dev.aegis.espctl.actions;

import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.project.Snapshot;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Plan-only mode: looks at everything that a build would look at here, asks what the machines would do, and compiles
/// nothing.
public final class PlanBuild {
    private static final int MOST_LARGEST = 5;

    private final Surroundings surroundings;

    public PlanBuild(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// @throws Failure when the project could not be built as it is
    public BuildPlan run(BuildOptions options) {
        Chosen chosen = Chosen.of(options, surroundings);
        try (AskFleet fleet = AskFleet.about(chosen, options.memoryMb(), options.remote(), surroundings)) {
            return plan(Prepared.of(options, surroundings), fleet, options.remote());
        }
    }

    private BuildPlan plan(Prepared prepared, AskFleet fleet, @Nullable String remote) {
        Snapshot snapshot = prepared.snapshot();
        return new BuildPlan(
                "planning",
                prepared.project().root().toString(),
                prepared.project().name(),
                prepared.chip(),
                prepared.target().decidedBy(),
                prepared.version().value(),
                prepared.version().decidedBy(),
                prepared.profile(),
                prepared.params(),
                snapshot.files().size(),
                snapshot.bytes(),
                largest(snapshot),
                snapshot.ignored(),
                fleet.answer(),
                prepared.notes(),
                next(remote));
    }

    private static List<BuildPlan.Part> largest(Snapshot snapshot) {
        return snapshot.entries().stream()
                .map(file -> new BuildPlan.Part(file.path(), file.size()))
                .filter(part -> part.bytes() > 0)
                .sorted(Comparator.comparingLong(BuildPlan.Part::bytes)
                        .reversed()
                        .thenComparing(BuildPlan.Part::path))
                .limit(MOST_LARGEST)
                .toList();
    }

    private String next(@Nullable String remote) {
        try {
            return surroundings.servers().choose(remote).key() == null
                    ? "espctl login --token KEY, then espctl build"
                    : "espctl build";
        } catch (Failure notConfigured) {
            return "espctl login --token KEY --server URL, then espctl build";
        }
    }
}
