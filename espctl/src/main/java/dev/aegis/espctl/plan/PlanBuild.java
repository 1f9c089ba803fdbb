package dev.aegis.espctl.plan;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.project.Snapshot;
import dev.aegis.espctl.request.BuildRequest;
import dev.aegis.espctl.request.ResolvedBuild;
import dev.aegis.espctl.request.ScannedProject;
import dev.aegis.protocol.session.Profile;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Plan-only mode: checks everything that a build checks here, asks the build server which machines could build it, and
/// compiles nothing.
public final class PlanBuild {
    private static final int MOST_LARGEST = 5;
    private static final Pattern PLAIN = Pattern.compile("[\\w./:=+,-]+");

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
                new BuildPlan.Upload(snapshot.files().size(), snapshot.bytes(), largest(snapshot), snapshot.ignored()),
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
        String build = command(request);
        try {
            return context.servers().choose(request.place().server()).key() == null
                    ? "espctl login --token KEY, then " + build
                    : build;
        } catch (Failure notConfigured) {
            return "espctl login --token KEY --server URL, then " + build;
        }
    }

    /// The command for the planned build, with its options.
    private static String command(BuildRequest request) {
        StringBuilder command = new StringBuilder("espctl build");
        BuildRequest.What what = request.what();
        add(command, "-C", request.place().project());
        add(command, "-t", what.target());
        add(command, "--idf-version", what.idfVersion());
        Profile profile = what.profile();
        add(command, "--profile", profile == null ? null : profile.name().toLowerCase(Locale.ROOT));
        what.params().forEach(param -> add(command, "-D", param));
        return command.toString();
    }

    private static void add(StringBuilder command, String option, @Nullable Object value) {
        if (value != null) {
            String text = value.toString();
            command.append(' ')
                    .append(option)
                    .append(' ')
                    .append(PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'");
        }
    }
}
