package dev.aegis.espctl.actions;

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
record Prepared(
        Project project, Choice target, Choice version, Profile profile, List<String> params, Snapshot snapshot) {
    static Prepared of(BuildOptions options, Surroundings around) {
        return of(options, BuildFolder.ONLY, around);
    }

    static Prepared of(BuildOptions options, BuildFolder folder, Surroundings around) {
        Chosen chosen = Chosen.of(options, around);
        Snapshot snapshot = chosen.project()
                .scan(
                        folder,
                        targetOf(chosen.target()),
                        around.directories().cache(),
                        around.clock(),
                        ScanLimits.standard());
        return new Prepared(
                chosen.project(), chosen.target(), chosen.version(), chosen.profile(), chosen.params(), snapshot);
    }

    String chip() {
        return targetOf(target);
    }

    List<String> notes() {
        return project.changesChip(chip())
                ? List.of("sdkconfig was made for another chip; it is left out and made anew for " + chip()
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
