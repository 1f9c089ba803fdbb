package dev.aegis.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The wall time of a remote build over the wall time of the same `idf.py build` on the same computer.
final class BuildMeasurement implements Measurement {
    private static final String NAME = "build";
    private static final int COLD_PAIRS = 3;
    private static final int WARM_PAIRS = 7;
    private static final int FIRST_EDIT = 1000;

    private final Path project;
    private final String target;

    BuildMeasurement(Path project, String target) {
        this.project = project;
        this.target = target;
    }

    @Override
    public void run(BenchEnvironment bench, Report report) throws IOException {
        BuildSite site = bench.site();
        LocalBuild local = new LocalBuild(bench);
        ProjectPair warmUp = projectPair(bench, site, local, 0);
        warmUp.buildBoth();

        double start = measureStart(site, warmUp.remote().folder(), report);
        List<ProjectPair> fresh = new ArrayList<>();
        for (int pair = 1; pair <= COLD_PAIRS; pair++) {
            fresh.add(projectPair(bench, site, local, pair));
        }
        List<RemoteBuild> builds = new ArrayList<>();
        Pairs cold = Pairs.measure(
                COLD_PAIRS,
                pair -> recorded(builds, fresh.get(pair).coldRemote()),
                pair -> fresh.get(pair).coldLocal());
        report(report, "cold", cold, "");
        phases(report, "cold", builds, start);

        ProjectPair steady = fresh.getLast();
        steady.buildBoth();
        builds.clear();
        Pairs unchanged =
                Pairs.measure(WARM_PAIRS, pair -> recorded(builds, steady.buildRemote()), pair -> steady.buildLocal());
        report(report, "no change", unchanged, "");
        phases(report, "no change", builds, start);

        builds.clear();
        Pairs edited = Pairs.measure(
                WARM_PAIRS, pair -> recorded(builds, steady.editRemote(pair)), pair -> steady.editLocal(pair));
        report(report, "one file edited", edited, "at most 1.1 and 300 ms");
        report.add(
                NAME,
                "one file edited, remote beyond 1.1 local",
                Unit.MILLISECONDS,
                edited.combined((remote, alone) -> 1000 * (remote - 1.1 * alone)),
                "at most 300 ms");
        report.add(
                NAME,
                "one file edited, remote without its start, over local",
                Unit.TIMES,
                edited.combined((remote, alone) -> (remote - start) / alone));
        phases(report, "one file edited", builds, start);
    }

    /// Measures the start of `espctl`, and its work without a connection.
    ///
    /// @return the median time of `espctl version` in seconds
    private double measureStart(BuildSite site, Path folder, Report report) {
        List<Double> version = new ArrayList<>();
        List<Double> plan = new ArrayList<>();
        for (int run = 0; run < WARM_PAIRS; run++) {
            version.add(site.espctl(folder, "version").run().seconds());
            plan.add(site.espctl(folder, "build", "--local", "--json", "--target", target)
                    .run()
                    .seconds());
        }
        report.add(NAME, "start: espctl version", Unit.SECONDS, version);
        report.add(NAME, "start and project: espctl build --local", Unit.SECONDS, plan);
        return new Figure(NAME, "", Unit.SECONDS, version, "").median();
    }

    private static void report(Report report, String kind, Pairs pairs, String goal) {
        report.add(NAME, kind + ", local", Unit.SECONDS, pairs.theirs());
        report.add(NAME, kind + ", remote", Unit.SECONDS, pairs.ours());
        report.add(NAME, kind + ", remote over local", Unit.TIMES, pairs.ratios(), goal);
    }

    /// Reports the phases of the remote builds as measured by espctl and the machine. The rest is time outside of the
    /// phases: scanning the project, loading libraries, writing records, the end of the process.
    private static void phases(Report report, String kind, List<RemoteBuild> builds, double start) {
        Map<String, List<Double>> phases = new LinkedHashMap<>();
        List<Double> rest = new ArrayList<>();
        for (RemoteBuild build : builds) {
            build.answer()
                    .times()
                    .forEach(time -> phases.computeIfAbsent(time.phase(), phase -> new ArrayList<>())
                            .add((double) time.millis()));
            rest.add(1000 * (build.seconds() - start) - build.millis());
        }
        List<Double> downloaded = new ArrayList<>();
        builds.forEach(build -> downloaded.add((double) build.answer().downloadedBytes()));
        report.add(NAME, kind + ": start", Unit.MILLISECONDS, List.of(1000 * start));
        phases.forEach((phase, millis) -> report.add(NAME, kind + ": " + phase, Unit.MILLISECONDS, millis));
        report.add(NAME, kind + ": the rest", Unit.MILLISECONDS, rest);
        report.add(NAME, kind + ": downloaded", Unit.BYTES, downloaded);
    }

    private static double recorded(List<RemoteBuild> builds, RemoteBuild build) {
        builds.add(build);
        return build.seconds();
    }

    private ProjectPair projectPair(BenchEnvironment bench, BuildSite site, LocalBuild local, int number)
            throws IOException {
        Path folder = bench.folder("projects");
        return new ProjectPair(
                site,
                local,
                ProjectCopy.of(project, folder.resolve("local-" + number)),
                ProjectCopy.of(project, folder.resolve("remote-" + number)),
                target);
    }

    /// A copy of one project for the local builds and another for the remote builds.
    private record ProjectPair(
            BuildSite site, LocalBuild builder, ProjectCopy local, ProjectCopy remote, String target) {
        /// Builds both once without measuring, so that work of the first build is not counted.
        void buildBoth() {
            buildLocal();
            buildRemote();
        }

        double coldLocal() {
            try {
                builder.emptyCompilerCache();
            } catch (IOException broken) {
                throw new BenchException("cannot empty the compiler cache: " + broken.getMessage(), broken);
            }
            return buildLocal();
        }

        RemoteBuild coldRemote() {
            try {
                site.emptyCompilerCaches();
            } catch (IOException broken) {
                throw new BenchException("cannot empty the compiler cache: " + broken.getMessage(), broken);
            }
            return buildRemote();
        }

        double editLocal(int pair) {
            local.edit(FIRST_EDIT + pair);
            return buildLocal();
        }

        RemoteBuild editRemote(int pair) {
            remote.edit(FIRST_EDIT + pair);
            return buildRemote();
        }

        double buildLocal() {
            return builder.run(local.folder(), target);
        }

        RemoteBuild buildRemote() {
            return RemoteBuild.run(site, remote.folder(), target);
        }
    }
}
