package dev.aegis.espctl.actions;

import dev.aegis.espctl.failure.Failure;

/// Plan-only mode: looks at everything that a build would look at here, and compiles nothing.
public final class PlanBuild {
    private final Surroundings surroundings;

    public PlanBuild(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// @throws Failure when the project could not be built as it is
    public BuildPlan run(BuildOptions options) {
        Prepared prepared = Prepared.of(options, surroundings);
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
                prepared.snapshot().files().size(),
                prepared.snapshot().bytes(),
                prepared.snapshot().ignored(),
                prepared.notes(),
                next());
    }

    private String next() {
        try {
            return surroundings.servers().choose(null).key() == null
                    ? "espctl login --token KEY, then espctl build"
                    : "espctl build";
        } catch (Failure notConfigured) {
            return "espctl login --token KEY --server URL, then espctl build";
        }
    }
}
