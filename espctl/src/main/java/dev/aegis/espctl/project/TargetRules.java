package dev.aegis.espctl.project;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.settings.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules that decide the chip of a build, in this order: `--target`, what CMakeLists.txt sets, the sdkconfig of an
/// earlier build, `.espctl.toml`, `IDF_TARGET`, what CMakeLists.txt sets under a condition, the default configuration.
final class TargetRules {
    static final String SDKCONFIG = "sdkconfig";
    private static final String VARIABLE = "IDF_TARGET";
    private static final String IN_ENVIRONMENT = "ENV{IDF_TARGET}";
    private static final String DEFAULTS = "SDKCONFIG_DEFAULTS";
    private static final Pattern CONFIGURED = Pattern.compile("\\s*CONFIG_IDF_TARGET=\"?([^\"\\s#]+)\"?\\s*(?:#.*)?");

    private final Path project;
    private final ProjectSettings settings;
    private final Environment environment;
    private final CMakeVariables cmake;

    private TargetRules(Path project, ProjectSettings settings, Environment environment) {
        this.project = project;
        this.settings = settings;
        this.environment = environment;
        this.cmake = CMakeVariables.of(project);
    }

    /// Returns the chip as it is written there; the caller checks that it is one.
    static Choice choose(@Nullable String flag, Path project, ProjectSettings settings, Environment environment) {
        TargetRules rules = new TargetRules(project, settings, environment);
        return flag == null ? rules.choose() : rules.asked(flag.strip());
    }

    private Choice asked(String flag) {
        for (String variable : List.of(VARIABLE, IN_ENVIRONMENT)) {
            String fixed = cmake.isDefault(variable) ? null : cmake.certain(variable);
            if (fixed != null && !fixed.equals(flag) && ChipNames.isKnown(flag)) {
                throw conflict(flag, fixed, variable);
            }
        }
        return new Choice(flag, "--target");
    }

    private Choice choose() {
        Choice chosen = choice(cmake.certain(VARIABLE), CMakeVariables.FILE);
        chosen = chosen != null ? chosen : choice(cmake.certain(IN_ENVIRONMENT), CMakeVariables.FILE);
        chosen = chosen != null ? chosen : choice(configured(project), SDKCONFIG);
        chosen = chosen != null ? chosen : choice(settings.defaultTarget(), ProjectSettings.FILE);
        chosen = chosen != null ? chosen : choice(environment.find(VARIABLE).orElse(null), VARIABLE);
        chosen = chosen != null ? chosen : choice(cmake.possible(VARIABLE), CMakeVariables.FILE);
        chosen = chosen != null ? chosen : choice(cmake.possible(IN_ENVIRONMENT), CMakeVariables.FILE);
        return chosen != null ? chosen : defaults();
    }

    private static @Nullable Choice choice(@Nullable String chip, String decidedBy) {
        return chip == null ? null : new Choice(chip.strip(), decidedBy);
    }

    /// The last default configuration that names a chip decides, as in ESP-IDF.
    private Choice defaults() {
        Choice chosen = null;
        for (String file : defaultFiles()) {
            Path path = project.resolve(file).normalize();
            String chip = SmallFile.find(path, CONFIGURED);
            if (chip != null) {
                chosen = new Choice(
                        chip,
                        path.startsWith(project) ? project.relativize(path).toString() : file);
            }
        }
        if (chosen == null) {
            throw missing();
        }
        return chosen;
    }

    private List<String> defaultFiles() {
        List<String> listed = settings.params().stream()
                .filter(param -> param.startsWith(DEFAULTS + "="))
                .flatMap(param -> CMakeVariables.elements(param.substring(DEFAULTS.length() + 1)).stream())
                .toList();
        if (listed.isEmpty()) {
            listed = cmake.list(DEFAULTS);
        }
        if (listed.isEmpty()) {
            listed = CMakeVariables.elements(environment.find(DEFAULTS).orElse(""));
        }
        return listed.isEmpty() ? List.of("sdkconfig.defaults") : listed;
    }

    /// Returns the chip of the project's sdkconfig; null without one.
    static @Nullable String configured(Path project) {
        return SmallFile.find(project.resolve(SDKCONFIG), CONFIGURED);
    }

    /// Returns the name of a chip without blanks.
    ///
    /// @throws Failure if no machine can have a chip of this name
    static String form(String target, String decidedBy) {
        String plain = target.strip();
        if (!ChipNames.mayExist(plain)) {
            throw ChipNames.unknown(plain, decidedBy, Set.of());
        }
        return plain;
    }

    private static Failure conflict(String flag, String fixed, String variable) {
        return new Failure(
                ExitCode.USAGE,
                "target_conflict",
                "CMakeLists.txt sets " + variable + " to " + fixed + ", which has priority over --target " + flag,
                "omit --target, or remove that line from CMakeLists.txt");
    }

    private static Failure missing() {
        return new Failure(
                ExitCode.USAGE,
                "target_missing",
                "no chip is chosen for this project",
                "espctl build --target esp32c3, or default_target = \"esp32c3\" in " + ProjectSettings.FILE);
    }
}
