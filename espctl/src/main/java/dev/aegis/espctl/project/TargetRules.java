package dev.aegis.espctl.project;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules that decide the chip of a build, in this order: `--target`, the sdkconfig of an earlier build,
/// `.espctl.toml`, `IDF_TARGET`, `sdkconfig.defaults`.
final class TargetRules {
    static final String SDKCONFIG = "sdkconfig";
    private static final Pattern CONFIGURED = Pattern.compile("\\s*CONFIG_IDF_TARGET=\"?([0-9a-z]+)\"?\\s*");
    private static final Pattern FORM = Pattern.compile("esp32[a-z0-9]{0,8}|linux");

    private TargetRules() {}

    static Choice choose(@Nullable String flag, Path project, ProjectSettings settings, @Nullable String environment) {
        if (flag != null) {
            return checked(flag, "--target");
        }
        String configured = configured(project);
        if (configured != null) {
            return checked(configured, SDKCONFIG);
        }
        if (settings.defaultTarget() != null) {
            return checked(settings.defaultTarget(), ProjectSettings.FILE);
        }
        if (environment != null) {
            return checked(environment, "IDF_TARGET");
        }
        String wished = SmallFile.find(project.resolve("sdkconfig.defaults"), CONFIGURED);
        if (wished != null) {
            return checked(wished, "sdkconfig.defaults");
        }
        throw new Failure(
                ExitCode.USAGE,
                "target_missing",
                "no chip is chosen for this project",
                "espctl build --target esp32c3, or default_target = \"esp32c3\" in " + ProjectSettings.FILE);
    }

    /// Returns the chip of the project's sdkconfig; null without one.
    static @Nullable String configured(Path project) {
        return SmallFile.find(project.resolve(SDKCONFIG), CONFIGURED);
    }

    static Choice checked(String target, String decidedBy) {
        String plain = target.strip();
        if (!FORM.matcher(plain).matches()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "target_unknown",
                    "'" + plain.replaceAll("\\p{Cntrl}", "?") + "' (" + decidedBy + ") is not a chip",
                    "chips are esp32, esp32s2, esp32s3, esp32c2, esp32c3, esp32c5, esp32c6, esp32h2, esp32p4");
        }
        return new Choice(plain, decidedBy);
    }
}
