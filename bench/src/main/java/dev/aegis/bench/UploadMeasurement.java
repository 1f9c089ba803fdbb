package dev.aegis.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The bytes that are uploaded to the machine after one file was edited.
final class UploadMeasurement implements Measurement {
    private static final String NAME = "upload";
    private static final int EDITS = 3;

    private final Path project;
    private final String target;

    UploadMeasurement(Path project, String target) {
        this.project = project;
        this.target = target;
    }

    @Override
    public void run(BenchEnvironment bench, Report report) throws IOException {
        ProjectCopy copy = ProjectCopy.of(project, bench.folder("projects").resolve("upload"));
        List<Double> first = List.of(uploaded(bench, copy));
        List<Double> unchanged = new ArrayList<>();
        List<Double> edited = new ArrayList<>();
        for (int edit = 0; edit < EDITS; edit++) {
            unchanged.add(uploaded(bench, copy));
            copy.edit(edit);
            edited.add(uploaded(bench, copy));
        }
        report.add(NAME, "first build", Unit.BYTES, first);
        report.add(NAME, "no change", Unit.BYTES, unchanged);
        report.add(NAME, "one file edited", Unit.BYTES, edited, "under 10 KB");
    }

    private double uploaded(BenchEnvironment bench, ProjectCopy copy) {
        return RemoteBuild.run(bench.site(), copy.folder(), target).answer().uploadedBytes();
    }
}
