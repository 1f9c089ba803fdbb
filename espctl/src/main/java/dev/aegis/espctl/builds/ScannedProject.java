package dev.aegis.espctl.builds;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.project.BuildFolder;
import dev.aegis.espctl.project.Choice;
import dev.aegis.espctl.project.Project;
import dev.aegis.espctl.project.ScanLimits;
import dev.aegis.espctl.project.Snapshot;
import dev.aegis.protocol.session.Profile;
import java.util.List;

/// A project that was looked at and found fit to be sent: what plan and build begin with.
///
/// @param project where it is
/// @param target the chip, and which rule decided
/// @param version the ESP-IDF version, and which rule decided
/// @param profile how to build it
/// @param params from `.espctl.toml`, then from the command line
/// @param snapshot what goes up
public record ScannedProject(
        Project project, Choice target, Choice version, Profile profile, List<String> params, Snapshot snapshot) {
    public static ScannedProject of(BuildOptions options, Context context) {
        return of(options, BuildFolder.ONLY, context);
    }

    public static ScannedProject of(BuildOptions options, BuildFolder folder, Context context) {
        BuildChoice chosen = BuildChoice.of(options, context);
        Snapshot snapshot = chosen.project()
                .scan(
                        folder,
                        targetOf(chosen.target()),
                        context.directories().cache(),
                        context.clock(),
                        ScanLimits.standard());
        return new ScannedProject(
                chosen.project(), chosen.target(), chosen.version(), chosen.profile(), chosen.params(), snapshot);
    }

    public String chip() {
        return targetOf(target);
    }

    public List<String> notes() {
        return project.changesChip(chip())
                ? List.of("sdkconfig is for another chip; it is not sent, and regenerated for " + chip()
                        + ", as idf.py set-target does")
                : List.of();
    }

    private static String targetOf(Choice target) {
        String chip = target.value();
        if (chip == null) {
            throw new IllegalStateException("a target is always decided here");
        }
        return chip;
    }
}
