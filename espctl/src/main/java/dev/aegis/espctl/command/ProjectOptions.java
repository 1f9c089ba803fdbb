package dev.aegis.espctl.command;

import dev.aegis.espctl.builds.Cell;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.request.BuildRequest;
import dev.aegis.protocol.session.Profile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of a build, shared by `build` and `plan`.
final class ProjectOptions {
    @Option(
            names = {"-C", "--project"},
            paramLabel = "DIR",
            description = "the project's folder; default: the working folder")
    private @Nullable Path project;

    @Option(
            names = {"-t", "--target"},
            paramLabel = "CHIP",
            split = ",",
            description = "such as esp32c3; default: sdkconfig, then .espctl.toml; build takes several")
    private List<String> targets = new ArrayList<>();

    @Option(
            names = "--idf-version",
            paramLabel = "VERSION",
            split = ",",
            description =
                    "such as v5.3.1; default: .idf-version, .espctl.toml, DEFAULT_IDF_VERSION, the machine's; build"
                            + " takes several")
    private List<String> idfVersions = new ArrayList<>();

    @Option(names = "--profile", paramLabel = "PROFILE", description = "debug (as configured) or release (for size)")
    private @Nullable ProfileName profile;

    @Option(names = "-D", paramLabel = "NAME=VALUE", description = "a definition for CMake; may be repeated")
    private List<String> params = new ArrayList<>();

    /// As it is typed.
    enum ProfileName {
        debug(Profile.DEBUG),
        release(Profile.RELEASE);

        private final Profile profile;

        ProfileName(Profile profile) {
            this.profile = profile;
        }
    }

    /// Each once, in the order in which they were typed.
    List<String> targets() {
        return each(targets);
    }

    /// Each once, in the order in which they were typed.
    List<String> idfVersions() {
        return Cell.eachOnce(each(idfVersions));
    }

    /// Whether more than one chip or more than one version is named.
    boolean isMatrix() {
        return targets().size() > 1 || idfVersions().size() > 1;
    }

    private static List<String> each(List<String> typed) {
        return typed.stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /// The chips when there are several, else none.
    List<String> severalTargets() {
        return targets().size() > 1 ? targets() : List.of();
    }

    @Nullable
    Path project() {
        return project;
    }

    @Nullable
    String idfVersion() {
        return idfVersions().size() == 1 ? idfVersions().getFirst() : null;
    }

    /// @throws Failure when several chips are named
    BuildRequest.What what() {
        if (isMatrix()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "usage",
                    "a plan is for one chip and one version",
                    "name one of them; espctl build takes several, --local does not");
        }
        return anyTarget();
    }

    /// What to build; when several chips are named, without a chip.
    BuildRequest.What anyTarget() {
        return new BuildRequest.What(
                targets().size() == 1 ? targets().getFirst() : null,
                idfVersion(),
                profile == null ? null : profile.profile,
                params);
    }
}
