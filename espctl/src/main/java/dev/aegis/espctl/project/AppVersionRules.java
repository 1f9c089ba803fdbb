package dev.aegis.espctl.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules of ESP-IDF that decide the version of an application, in this order: the options of `sdkconfig`,
/// `PROJECT_VER` in CMakeLists.txt or on the command line, `version.txt`, `project(... VERSION ...)`, git, and 1.
/// ESP-IDF itself decides in a build; this is for the plan.
final class AppVersionRules {
    private static final String VARIABLE = "PROJECT_VER";
    private static final String VERSION_FILE = "version.txt";
    private static final String FROM_CONFIG = "APP_PROJECT_VER_FROM_CONFIG";
    private static final String CONFIG = "APP_PROJECT_VER";
    private static final String EXCLUDED = "APP_EXCLUDE_PROJECT_VER_VAR";
    private static final Pattern OPTION = Pattern.compile("\\s*CONFIG_(APP_[A-Z_]+)=\"?([^\"]*)\"?\\s*");
    private static final Pattern FOLDER = Pattern.compile("\\$\\{CMAKE_(CURRENT_)?(SOURCE|LIST)_DIR}/");
    private static final int MOST_INCLUDES = 4;

    private final Path project;
    private final String target;
    private final List<String> params;

    /// @param params definitions of the command line
    AppVersionRules(Path project, String target, List<String> params) {
        this.project = project;
        this.target = target;
        this.params = params;
    }

    AppVersion decide(GitDescription.Result git) {
        Choice chosen = byOptions();
        chosen = chosen != null ? chosen : byVariable();
        chosen = chosen != null ? chosen : byFile();
        chosen = chosen != null ? chosen : byProjectCall();
        if (chosen == null) {
            chosen = git.described() == null
                    ? new Choice("1", git.reason())
                    : new Choice(git.described(), "git describe");
        }
        return new AppVersion(chosen.value(), chosen.decidedBy(), git.described());
    }

    private @Nullable Choice byOptions() {
        String own = TargetRules.configured(project);
        List<String> files = own != null && own.equals(target)
                ? List.of(TargetRules.SDKCONFIG)
                : List.of("sdkconfig.defaults", "sdkconfig.defaults." + target);
        Map<String, String> options = new TreeMap<>();
        String last = TargetRules.SDKCONFIG;
        for (String file : files) {
            for (String line : SmallFile.lines(project.resolve(file))) {
                Matcher option = OPTION.matcher(line);
                if (option.matches()) {
                    options.put(option.group(1), option.group(2));
                    last = file;
                }
            }
        }
        if (options.getOrDefault(EXCLUDED, "").equals("y")) {
            return new Choice("", "CONFIG_" + EXCLUDED + " in " + last);
        }
        return options.getOrDefault(FROM_CONFIG, "").equals("y")
                ? new Choice(options.getOrDefault(CONFIG, "1"), "CONFIG_" + CONFIG + " in " + last)
                : null;
    }

    private @Nullable Choice byVariable() {
        String given = params.stream()
                .filter(param -> param.startsWith(VARIABLE + "="))
                .reduce((first, second) -> second)
                .map(param -> param.substring(VARIABLE.length() + 1))
                .orElse(null);
        CMakeVariables variables = CMakeVariables.of(project);
        String set = variables.certain(VARIABLE);
        if (set != null && (given == null || !variables.isDefault(VARIABLE))) {
            return new Choice(set, CMakeVariables.FILE);
        }
        if (given != null) {
            return new Choice(given, "-D " + VARIABLE);
        }
        return before(project.resolve(CMakeVariables.FILE), 0).stream()
                        .anyMatch(command -> command.arguments().contains(VARIABLE))
                ? new Choice(null, VARIABLE + " in " + CMakeVariables.FILE)
                : null;
    }

    private @Nullable Choice byFile() {
        String line = SmallFile.lines(project.resolve(VERSION_FILE)).stream()
                .findFirst()
                .map(String::strip)
                .orElse("");
        return line.isEmpty() ? null : new Choice(line, VERSION_FILE);
    }

    private @Nullable Choice byProjectCall() {
        for (CMakeCommands.Command command : CMakeCommands.of(project.resolve(CMakeVariables.FILE))) {
            int keyword = command.arguments().indexOf("VERSION");
            if (command.name().equals("project") && keyword > 0) {
                boolean literal = keyword + 1 < command.arguments().size()
                        && !command.arguments().get(keyword + 1).contains("$");
                return new Choice(literal ? command.arguments().get(keyword + 1) : null, "project() in CMakeLists.txt");
            }
        }
        return null;
    }

    /// The commands up to project(), with those of the project's own included files.
    private List<CMakeCommands.Command> before(Path file, int depth) {
        List<CMakeCommands.Command> commands = new ArrayList<>();
        for (CMakeCommands.Command command : CMakeCommands.of(file)) {
            if (command.name().equals("project")) {
                break;
            }
            commands.add(command);
            if (command.name().equals("include") && !command.arguments().isEmpty() && depth < MOST_INCLUDES) {
                String named = FOLDER.matcher(command.arguments().getFirst()).replaceFirst("");
                Path included =
                        project.resolve(named.contains("$") ? "" : named).normalize();
                if (included.startsWith(project) && Files.isRegularFile(included)) {
                    commands.addAll(before(included, depth + 1));
                }
            }
        }
        return commands;
    }
}
