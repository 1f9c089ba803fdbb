package dev.aegis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// The cost of espctl itself: its whole process minus the network requests and `idf.py` alone.
final class OverheadMeasurement implements Measurement {
    private static final String NAME = "overhead";
    private static final int ROUNDS = 9;
    private static final int WARM_UPS = 3;

    private final Path project;
    private final String target;
    private final Clock clock;

    OverheadMeasurement(Path project, String target, Clock clock) {
        this.project = project;
        this.target = target;
        this.clock = clock;
    }

    /// The whole process of one command and the part to subtract, in milliseconds, one value per round.
    private record Costs(List<Double> whole, List<Double> cpu, List<Double> others) {
        Costs() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        void add(Command command, double without) {
            double before = ChildCosts.cpuSeconds();
            whole.add(1000 * command.run().seconds());
            cpu.add(1000 * (ChildCosts.cpuSeconds() - before));
            others.add(without);
        }

        void report(Report report, String verb, String without, String target) {
            report.add(NAME, verb, Unit.MILLISECONDS, whole, target);
            report.add(NAME, verb + ": CPU", Unit.MILLISECONDS, cpu);
            if (!without.isEmpty()) {
                Pairs pairs = new Pairs(whole, others);
                report.add(NAME, verb + ": " + without, Unit.MILLISECONDS, others);
                report.add(NAME, verb + ": beyond that", Unit.MILLISECONDS, pairs.combined((all, part) -> all - part));
                report.add(NAME, verb + ": over that", Unit.TIMES, pairs.ratios());
            }
        }
    }

    @Override
    public void run(BenchEnvironment bench, Report report) throws IOException, InterruptedException {
        BuildSite site = bench.site();
        LocalBuild local = new LocalBuild(bench);
        Path here = ProjectCopy.of(project, bench.folder("projects").resolve("overhead-local"))
                .folder();
        Path away = ProjectCopy.of(project, bench.folder("projects").resolve("overhead-remote"))
                .folder();
        Files.writeString(away.resolve(".espctl.toml"), "default_target = \"" + target + "\"\n");
        Command version = site.espctl(away, "version");
        Command doctor = site.espctl(away, "doctor", "--json");
        Command build = site.espctl(away, "build", "--force", "--json");
        build.run();
        local.run(here, target);
        Costs versions = new Costs();
        Costs doctors = new Costs();
        Costs builds = new Costs();
        try (Sessions sessions = new Sessions(bench, target, clock)) {
            for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
                sessions.open(new AssignmentTimer());
                questions(sessions);
            }
            for (int round = 0; round < ROUNDS; round++) {
                versions.add(version, 0);
                doctors.add(doctor, questions(sessions));
                builds.add(build, sessions.open(new AssignmentTimer()) + 1000 * local.run(here, target));
            }
        }
        versions.report(report, "espctl version", "", "");
        doctors.report(report, "espctl doctor", "its questions alone", "under 2 s");
        builds.report(report, "espctl build --force, no change", "session and idf.py alone", "");
    }

    /// Sends the requests of doctor to the build server, from this process.
    private static double questions(Sessions sessions) {
        long start = System.nanoTime();
        sessions.control().health();
        sessions.control().whoAmI();
        sessions.control().versions();
        return (System.nanoTime() - start) / 1e6;
    }
}
