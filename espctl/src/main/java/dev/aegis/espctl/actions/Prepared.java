package dev.aegis.espctl.actions;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.project.Choice;
import dev.aegis.espctl.project.Project;
import dev.aegis.espctl.project.ScanLimits;
import dev.aegis.espctl.project.Snapshot;
import dev.aegis.protocol.session.Profile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

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
    private static final Pattern PARAM = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}=[^\\x00-\\x1f]{0,1024}");

    static Prepared of(BuildOptions options, Surroundings around) {
        Path folder = options.project() == null
                ? around.workingFolder()
                : around.workingFolder().resolve(options.project());
        Project project = Project.open(folder);
        List<String> params = new ArrayList<>(project.settings().params());
        params.addAll(options.params());
        params.forEach(Prepared::checkParam);
        Choice version = project.version(
                options.idfVersion(),
                around.environment().find("DEFAULT_IDF_VERSION").orElse(null));
        Choice target = project.target(
                options.target(), around.environment().find("IDF_TARGET").orElse(null));
        Snapshot snapshot =
                project.scan(targetOf(target), around.directories().cache(), around.clock(), ScanLimits.standard());
        return new Prepared(project, target, version, project.profile(options.profile()), params, snapshot);
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

    private static void checkParam(String param) {
        if (!PARAM.matcher(param).matches()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "param_wrong",
                    "'" + param.replaceAll("\\p{Cntrl}", "?") + "' is not a definition",
                    "write it like -D NAME=VALUE");
        }
    }
}
