package dev.aegis.espctl.plan;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.project.Snapshot;
import dev.aegis.espctl.request.BuildCommandLine;
import dev.aegis.espctl.request.BuildRequest;
import dev.aegis.espctl.request.ResolvedBuild;
import dev.aegis.espctl.request.ScannedProject;
import java.util.Comparator;
import java.util.List;

/// Plan-only mode: checks everything that a build checks here, asks the build server which machines could build it, and
/// compiles nothing.
public final class PlanBuild {
    private static final int MOST_LARGEST = 5;

    private final Context context;

    public PlanBuild(Context context) {
        this.context = context;
    }

    /// @throws Failure when the project could not be built as it is
    public BuildPlan run(BuildRequest request) {
        try (FleetQuery fleet = FleetQuery.about(ResolvedBuild.of(request, context), context)) {
            return plan(ScannedProject.of(request, context), fleet);
        }
    }

    private BuildPlan plan(ScannedProject scanned, FleetQuery fleet) {
        ResolvedBuild build = scanned.build();
        Snapshot snapshot = scanned.snapshot();
        return new BuildPlan(
                "planning",
                new BuildPlan.Subject(
                        build.project().root().toString(),
                        build.project().name(),
                        build.chip(),
                        build.target().decidedBy(),
                        build.version().value(),
                        build.version().decidedBy(),
                        build.profile(),
                        build.params()),
                new BuildPlan.Version(
                        scanned.appVersion().value(), scanned.appVersion().decidedBy()),
                new BuildPlan.Upload(
                        snapshot.files().size(),
                        snapshot.bytes(),
                        largest(snapshot),
                        snapshot.ignored(),
                        snapshot.beside().folders()),
                fleet.answer(),
                scanned.notes(),
                next(build.request()));
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

    private String next(BuildRequest request) {
        String build = BuildCommandLine.of(request).text();
        try {
            return context.servers().choose(request.place().server()).key() == null
                    ? "espctl login --token KEY && " + build
                    : build;
        } catch (Failure notConfigured) {
            return "espctl login --token KEY --server URL && " + build;
        }
    }
}
