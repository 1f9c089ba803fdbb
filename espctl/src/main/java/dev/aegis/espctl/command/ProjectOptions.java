package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.BuildOptions;
import dev.aegis.protocol.session.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a project is built; shared by `build` and `plan`.
final class ProjectOptions {
    @Option(
            names = {"-C", "--project"},
            paramLabel = "DIR",
            description = "the project's folder; default: here")
    private @Nullable Path project;

    @Option(
            names = {"-t", "--target"},
            paramLabel = "CHIP",
            description = "such as esp32c3; default: sdkconfig, then .espctl.toml")
    private @Nullable String target;

    @Option(
            names = "--idf-version",
            paramLabel = "VERSION",
            description = "such as v5.3.1; default: .idf-version, .espctl.toml, DEFAULT_IDF_VERSION, the machine's")
    private @Nullable String idfVersion;

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

    BuildOptions options(
            boolean clean,
            @Nullable Integer memoryMb,
            @Nullable Integer waitSecs,
            boolean bundle,
            @Nullable String remote) {
        return new BuildOptions(
                project,
                target,
                idfVersion,
                profile == null ? null : profile.profile,
                clean,
                params,
                memoryMb,
                waitSecs == null ? null : Duration.ofSeconds(waitSecs),
                bundle,
                remote);
    }
}
