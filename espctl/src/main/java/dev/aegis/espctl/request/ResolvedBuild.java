package dev.aegis.espctl.request;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.project.Choice;
import dev.aegis.espctl.project.Project;
import dev.aegis.protocol.session.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A request with every open value decided, without a scan of the project's files: fast enough to answer at once.
///
/// @param request as the user made it
/// @param project the project to build
/// @param target the chip, and the rule that decided it
/// @param version the ESP-IDF version, and the rule that decided it
/// @param profile how to build it
/// @param params definitions from `.espctl.toml`, then those of the request
public record ResolvedBuild(
        BuildRequest request, Project project, Choice target, Choice version, Profile profile, List<String> params) {
    private static final Pattern PARAM = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}=[^\\x00-\\x1f]{0,1024}");

    public ResolvedBuild {
        params = List.copyOf(params);
    }

    public static ResolvedBuild of(BuildRequest request, Context context) {
        BuildRequest.What what = request.what();
        Project project = Project.open(context.resolve(request.place().project()));
        List<String> params = new ArrayList<>(project.settings().params());
        params.addAll(what.params());
        params.forEach(ResolvedBuild::checkParam);
        OfferedNames names = new OfferedNames(context, request.place().server());
        Choice target = names.chip(project.target(what.target(), context.environment()));
        Choice version = names.version(project.version(
                what.idfVersion(),
                context.environment().find("DEFAULT_IDF_VERSION").orElse(null)));
        return new ResolvedBuild(request, project, target, version, project.profile(what.profile()), params);
    }

    public String chip() {
        String chip = target.value();
        if (chip == null) {
            throw new IllegalStateException("a target is always decided here");
        }
        return chip;
    }

    /// The request for another process, which has another working folder: names the project, the chip and the profile.
    public BuildRequest forOtherProcess() {
        BuildRequest.What what = request.what();
        return request.with(
                        new BuildRequest.Place(project.root(), request.place().server()))
                .with(new BuildRequest.What(chip(), what.idfVersion(), profile, what.params()));
    }

    /// The same build, which removes `build/` on the machine first.
    ResolvedBuild startingClean() {
        return new ResolvedBuild(
                request.with(request.machine().withClean()), project, target, version, profile, params);
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
