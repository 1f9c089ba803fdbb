package dev.aegis.espctl.builds;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.project.Choice;
import dev.aegis.espctl.project.Project;
import dev.aegis.protocol.session.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What would be built and how, without a look at the project's files: cheap enough to answer at once.
///
/// @param project where it is
/// @param target the chip, and which rule decided
/// @param version the ESP-IDF version, and which rule decided
/// @param profile how to build it
/// @param params from `.espctl.toml`, then from the command line
public record BuildChoice(Project project, Choice target, Choice version, Profile profile, List<String> params) {
    private static final Pattern PARAM = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}=[^\\x00-\\x1f]{0,1024}");

    public BuildChoice {
        params = List.copyOf(params);
    }

    public static BuildChoice of(BuildOptions options, Context context) {
        Project project = Project.open(context.resolve(options.project()));
        List<String> params = new ArrayList<>(project.settings().params());
        params.addAll(options.params());
        params.forEach(BuildChoice::checkParam);
        Choice version = project.version(
                options.idfVersion(),
                context.environment().find("DEFAULT_IDF_VERSION").orElse(null));
        Choice target = project.target(
                options.target(), context.environment().find("IDF_TARGET").orElse(null));
        return new BuildChoice(project, target, version, project.profile(options.profile()), params);
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
