package dev.aegis.espctl.needs;

import dev.aegis.espctl.cmake.CMakeCommand;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Turns the arguments of CMake commands into the folders and files that the build needs.
final class CMakePaths {
    private static final String PROJECT_CMAKE = "/tools/cmake/project.cmake";

    /// Variables that ESP-IDF reads, with paths relative to the project.
    private static final Map<String, Need.Use> PROJECT_VARIABLES = Map.of(
            "EXTRA_COMPONENT_DIRS", Need.Use.COMPONENTS,
            "COMPONENT_DIRS", Need.Use.COMPONENTS,
            "SDKCONFIG_DEFAULTS", Need.Use.LONE_FILE,
            "SDKCONFIG", Need.Use.LONE_FILE);

    /// Variables of a component that calls `register_component`, with paths relative to it.
    private static final Map<String, Need.Use> COMPONENT_VARIABLES = Map.of(
            "COMPONENT_SRCS", Need.Use.SOURCE,
            "COMPONENT_SRCDIRS", Need.Use.SOURCE,
            "COMPONENT_ADD_INCLUDEDIRS", Need.Use.HEADERS,
            "COMPONENT_PRIV_INCLUDEDIRS", Need.Use.HEADERS);

    private static final Map<String, Need.Use> KEYWORDS = Map.of(
            "SRCS", Need.Use.SOURCE,
            "SRC_DIRS", Need.Use.SOURCE,
            "EMBED_FILES", Need.Use.SOURCE,
            "EMBED_TXTFILES", Need.Use.SOURCE,
            "LDFRAGMENTS", Need.Use.SOURCE,
            "KCONFIG", Need.Use.SOURCE,
            "KCONFIG_PROJBUILD", Need.Use.SOURCE,
            "INCLUDE_DIRS", Need.Use.HEADERS,
            "PRIV_INCLUDE_DIRS", Need.Use.HEADERS);

    private static final Set<String> PROPERTY_OPTIONS = Set.of("APPEND", "GENERATOR_EXPRESSION");

    /// The options of compilers and linkers that a path follows without a blank.
    private static final Pattern OPTION = Pattern.compile("-(?:I|L|T|iquote|isystem|include|Wl,-T,?)(?=[./])");

    private static final Pattern BUILD_INTERFACE = Pattern.compile("^\\$<BUILD_INTERFACE:([^<>]*)>$");
    private static final Pattern ON_WINDOWS = Pattern.compile("(?s)[A-Za-z]:[/\\\\].*");

    private static final Set<String> OTHER_KEYWORDS =
            Set.of("REQUIRES", "PRIV_REQUIRES", "EXCLUDE_SRCS", "REQUIRED_IDF_TARGETS", "WHOLE_ARCHIVE");

    private final Path project;
    private final Consumer<Need> needs;
    private final UnknownPaths unknown;

    /// @param needs takes what is found
    CMakePaths(Path project, Consumer<Need> needs, UnknownPaths unknown) {
        this.project = project;
        this.needs = needs;
        this.unknown = unknown;
    }

    void assigned(String name, List<CMakeItem> items, CMakeReader.Place place, Set<String> conditions) {
        Need.Use use = PROJECT_VARIABLES.get(name);
        if (use != null) {
            items.forEach(item -> need(item, use, project, conditions));
        }
        Need.Use own = COMPONENT_VARIABLES.get(name);
        if (own != null) {
            items.forEach(item -> need(item, own, place.sourceDirectory(), conditions));
        }
    }

    /// @return the file to read; null if there is none that can be read here
    @Nullable
    Path included(CMakeItem item, CMakeReader.Place place, Set<String> conditions) {
        if (!item.text().contains("/") && !item.text().endsWith(".cmake")) {
            return null;
        }
        if (item.text().endsWith(PROJECT_CMAKE)) {
            refuseOwnIdf(item, place);
            return null;
        }
        need(item, Need.Use.INCLUDED, place.sourceDirectory(), conditions);
        Path file = path(item, place.sourceDirectory());
        return file != null && Files.isRegularFile(file) ? file : null;
    }

    /// Every machine has ESP-IDF; that of the repository would be sent in part only.
    private void refuseOwnIdf(CMakeItem item, CMakeReader.Place place) {
        Path file = path(item, place.sourceDirectory());
        if (file != null && !file.startsWith(project) && item.certain()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "outside_idf",
                    item.origin().shown(project) + " includes ESP-IDF from " + project.relativize(file)
                            + ", and a build machine uses its own",
                    "write: include($ENV{IDF_PATH}" + PROJECT_CMAKE
                            + "); choose the version with: espctl idf select VERSION");
        }
    }

    void command(CMakeCommand command, CMakeReader.Place place, CMakeVariables variables, Set<String> conditions) {
        switch (command.name()) {
            case "idf_component_register" -> register(command, place, variables, conditions);
            case "idf_build_set_property" -> {
                List<CMakeItem> items = new ArrayList<>(items(command.after(1), place, variables, conditions));
                items.removeIf(item -> PROPERTY_OPTIONS.contains(item.text()));
                assigned(command.text(0), items, place, conditions);
            }
            case "idf_build_component" -> {
                for (CMakeItem item : items(command.arguments(), place, variables, conditions)) {
                    need(item, Need.Use.COMPONENT, place.sourceDirectory(), conditions);
                }
            }
            case "add_subdirectory" -> {
                if (!command.arguments().isEmpty()) {
                    for (CMakeItem item : items(command.arguments().subList(0, 1), place, variables, conditions)) {
                        need(item, Need.Use.SUBDIRECTORY, place.sourceDirectory(), conditions);
                    }
                }
            }
            case "target_include_directories", "include_directories" ->
                arguments(command, Need.Use.HEADERS, place, variables, conditions);
            case "target_sources", "add_library", "add_executable" ->
                arguments(command, Need.Use.SOURCE, place, variables, conditions);
            default -> arguments(command, Need.Use.ARGUMENT, place, variables, conditions);
        }
    }

    private void register(
            CMakeCommand command, CMakeReader.Place place, CMakeVariables variables, Set<String> conditions) {
        Need.Use use = null;
        for (CMakeCommand.Argument argument : command.arguments()) {
            if (KEYWORDS.containsKey(argument.text())) {
                use = KEYWORDS.get(argument.text());
            } else if (OTHER_KEYWORDS.contains(argument.text())) {
                use = null;
            } else if (use != null) {
                for (CMakeItem item : items(List.of(argument), place, variables, conditions)) {
                    need(item, use, place.sourceDirectory(), conditions);
                }
            }
        }
    }

    /// Takes those arguments that name something that exists outside the project.
    private void arguments(
            CMakeCommand command,
            Need.Use use,
            CMakeReader.Place place,
            CMakeVariables variables,
            Set<String> conditions) {
        String before = "";
        for (CMakeCommand.Argument argument : command.arguments()) {
            if (!before.equals("WORKING_DIRECTORY") && !before.equals("OUTPUT")) {
                for (CMakeItem item : items(List.of(argument), place, variables, conditions)) {
                    CMakeItem named = beforeWildcard(
                            item.withText(OPTION.matcher(item.text()).replaceFirst("")));
                    Path path = path(named, place.sourceDirectory());
                    if (path != null && !path.startsWith(project) && Files.exists(path)) {
                        need(named.uncertain(), use, place.sourceDirectory(), conditions);
                    }
                }
            }
            before = argument.text();
        }
    }

    private static CMakeItem beforeWildcard(CMakeItem item) {
        int star = item.text().replace('?', '*').replace('[', '*').indexOf('*');
        return star < 0
                ? item
                : item.withText(item.text().substring(0, Math.max(0, item.text().lastIndexOf('/', star))));
    }

    private static List<CMakeItem> items(
            List<CMakeCommand.Argument> arguments,
            CMakeReader.Place place,
            CMakeVariables variables,
            Set<String> conditions) {
        List<CMakeItem> items = new ArrayList<>();
        for (CMakeCommand.Argument argument : arguments) {
            items.addAll(variables.evaluate(argument, place.at(argument.line()), conditions.isEmpty()));
        }
        return items;
    }

    private void need(CMakeItem item, Need.Use use, Path base, Set<String> conditions) {
        if (!item.unknown().isEmpty()) {
            unknown.add(item, use, conditions);
            return;
        }
        Path path = path(item, base);
        boolean optional = conditions.stream().anyMatch(condition -> condition.contains("EXISTS"));
        if (path != null && !(optional && Files.notExists(path))) {
            needs.accept(new Need(path, use, item.text(), item.origin(), item.certain(), item.variables()));
        }
    }

    /// Returns null for a path of ESP-IDF, a generator expression and text that is no path.
    private static @Nullable Path path(CMakeItem item, Path base) {
        String text = BUILD_INTERFACE.matcher(item.text()).replaceFirst("$1");
        if (text.isBlank()
                || ON_WINDOWS.matcher(text).matches()
                || text.contains("$<")
                || text.contains(CMakeVariables.IDF)
                || !item.unknown().isEmpty()) {
            return null;
        }
        try {
            return base.resolve(text).normalize();
        } catch (InvalidPathException odd) {
            return null;
        }
    }
}
