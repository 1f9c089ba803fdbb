package dev.aegis.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What travels to the machine when one file was edited.
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
    public void run(Ground ground, Report report) throws IOException {
        ProjectCopy copy = ProjectCopy.of(project, ground.folder("projects").resolve("upload"));
        List<Double> first = List.of(uploaded(ground, copy));
        List<Double> unchanged = new ArrayList<>();
        List<Double> edited = new ArrayList<>();
        for (int edit = 0; edit < EDITS; edit++) {
            unchanged.add(uploaded(ground, copy));
            copy.edit(edit);
            edited.add(uploaded(ground, copy));
        }
        report.add(NAME, "first build", Unit.BYTES, first);
        report.add(NAME, "no change", Unit.BYTES, unchanged);
        report.add(NAME, "one file edited", Unit.BYTES, edited, "under 10 KB");
    }

    private double uploaded(Ground ground, ProjectCopy copy) {
        return RemoteBuild.run(ground.site(), copy.folder(), target).answer().uploadedBytes();
    }
}
