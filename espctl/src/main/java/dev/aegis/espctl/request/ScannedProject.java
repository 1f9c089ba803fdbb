package dev.aegis.espctl.request;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.project.AppVersion;
import dev.aegis.espctl.project.BuildFolder;
import dev.aegis.espctl.project.PresetFiles;
import dev.aegis.espctl.project.Project;
import dev.aegis.espctl.project.ScanLimits;
import dev.aegis.espctl.project.Snapshot;
import dev.aegis.espctl.project.StartedVersion;
import dev.aegis.espctl.project.Surroundings;
import dev.aegis.firmware.Chip;
import java.util.ArrayList;
import java.util.List;

/// A resolved build with the files to upload.
///
/// @param build the request, resolved
/// @param folder the folder for the build's files
/// @param snapshot the files to upload
/// @param appVersion the version of the application
public record ScannedProject(ResolvedBuild build, BuildFolder folder, Snapshot snapshot, AppVersion appVersion) {
    public static ScannedProject of(BuildRequest request, Context context) {
        return of(request, BuildFolder.ONLY, context);
    }

    public static ScannedProject of(BuildRequest request, BuildFolder folder, Context context) {
        ResolvedBuild build = ResolvedBuild.of(request, context);
        StartedVersion version = build.project().describe(context.environment());
        Surroundings surroundings =
                new Surroundings(name -> context.environment().find(name).orElse(null), context.home(), build.params());
        Snapshot snapshot = build.project()
                .scan(
                        folder,
                        build.chip(),
                        surroundings,
                        context.directories().cache(),
                        context.clock(),
                        ScanLimits.standard());
        return new ScannedProject(build, folder, snapshot, version.decide(build.chip(), build.params()));
    }

    /// The same build, which removes `build/` on the machine first.
    public ScannedProject startingClean() {
        return new ScannedProject(build.startingClean(), folder, snapshot, appVersion);
    }

    public Project project() {
        return build.project();
    }

    /// What the user should know before the build.
    public List<String> notes() {
        List<String> notes = new ArrayList<>(snapshot.beside().notes());
        PresetFiles.note(project().root()).ifPresent(notes::add);
        if (project().changesChip(build.chip())) {
            notes.add("sdkconfig is for another chip; it is not sent, and regenerated for " + build.chip()
                    + ", as idf.py set-target does");
        }
        if (Chip.ofTarget(build.chip()).filter(Chip::isPreview).isPresent()) {
            notes.add(build.chip() + " is a preview in ESP-IDF: its support is incomplete");
        }
        return notes;
    }
}
