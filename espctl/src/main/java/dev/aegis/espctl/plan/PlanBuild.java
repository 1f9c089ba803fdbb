package dev.aegis.espctl.plan;

import dev.aegis.espctl.builds.BuildChoice;
import dev.aegis.espctl.builds.BuildOptions;
import dev.aegis.espctl.builds.ScannedProject;
import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.project.Snapshot;
import dev.aegis.protocol.session.Profile;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Plan-only mode: reads the project as a build would, asks which machines could build it, and compiles nothing.
public final class PlanBuild {
    private static final int MOST_LARGEST = 5;
    private static final Pattern PLAIN = Pattern.compile("[\\w./:=+,-]+");

    private final Context context;

    public PlanBuild(Context context) {
        this.context = context;
    }

    /// @throws Failure if the project cannot be built in its present state
    public BuildPlan run(BuildOptions options) {
        BuildChoice chosen = BuildChoice.of(options, context);
        try (FleetQuery fleet = FleetQuery.about(chosen, options.memoryMb(), options.remote(), context)) {
            return plan(ScannedProject.of(options, context), fleet, options);
        }
    }

    private BuildPlan plan(ScannedProject prepared, FleetQuery fleet, BuildOptions options) {
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
                next(options));
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

    private String next(BuildOptions options) {
        String build = command(options);
        try {
            return context.servers().choose(options.remote()).key() == null
                    ? "espctl login --token KEY, then " + build
                    : build;
        } catch (Failure notConfigured) {
            return "espctl login --token KEY --server URL, then " + build;
        }
    }

    /// Returns the command that runs the planned build, with its options.
    private static String command(BuildOptions options) {
        StringBuilder command = new StringBuilder("espctl build");
        add(command, "-C", options.project());
        add(command, "-t", options.target());
        add(command, "--idf-version", options.idfVersion());
        Profile profile = options.profile();
        add(command, "--profile", profile == null ? null : profile.name().toLowerCase(Locale.ROOT));
        options.params().forEach(param -> add(command, "-D", param));
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
