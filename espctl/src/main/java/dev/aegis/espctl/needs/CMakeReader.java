package dev.aegis.espctl.needs;

import dev.aegis.espctl.cmake.CMakeCommand;
import dev.aegis.espctl.cmake.CMakeText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Runs through a CMake file as far as text shows it: variables are replaced, both branches of a condition are read,
/// loops over literal lists and functions are followed. Collects the paths that the commands name.
final class CMakeReader {
    private static final int DEEPEST = 12;
    private static final int MOST_COMMANDS = 20_000;

    private final CMakeVariables variables;
    private final CMakePaths paths;
    private final Map<String, Body> functions = new HashMap<>();
    private final List<String> conditions = new ArrayList<>();
    private int commandsRead;

    private record Body(Path file, List<CMakeCommand> commands) {}

    /// @param paths takes the paths that are found
    CMakeReader(CMakeVariables variables, CMakePaths paths) {
        this.variables = variables;
        this.paths = paths;
    }

    /// Reads a file as CMake does for its folder, or with `include`.
    ///
    /// @param sourceDirectory the folder that relative paths begin at
    void read(Path file, Path sourceDirectory, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        run(new Place(file, sourceDirectory, depth), CMakeText.commands(file));
    }

    /// @param file the file whose commands are run
    /// @param sourceDirectory `CMAKE_CURRENT_SOURCE_DIR`
    record Place(Path file, Path sourceDirectory, int depth) {
        Origin at(int line) {
            return new Origin(file, line);
        }
    }

    private void run(Place place, List<CMakeCommand> commands) {
        int at = 0;
        while (at < commands.size() && commandsRead++ < MOST_COMMANDS) {
            CMakeCommand command = commands.get(at);
            String end = command.end();
            if (end == null) {
                run(place, command);
                at++;
                continue;
            }
            int close = closing(commands, at, end);
            List<CMakeCommand> body = commands.subList(at + 1, close);
            switch (command.name()) {
                case "foreach" -> forEach(place, command, body);
                case "function", "macro" ->
                    functions.put(
                            command.text(0).toLowerCase(java.util.Locale.ROOT),
                            new Body(place.file(), commands.subList(at, close)));
                case "while" -> conditionally(place, "", body);
                default -> conditional(place, command, body);
            }
            at = close + 1;
        }
    }

    private static int closing(List<CMakeCommand> commands, int open, String end) {
        String name = commands.get(open).name();
        int depth = 0;
        for (int at = open; at < commands.size(); at++) {
            depth += commands.get(at).name().equals(name)
                    ? 1
                    : commands.get(at).name().equals(end) ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        return commands.size();
    }

    /// Reads every branch. What a branch sets is one of several possibilities.
    private void conditional(Place place, CMakeCommand first, List<CMakeCommand> body) {
        List<CMakeCommand> branch = new ArrayList<>();
        String condition = first.condition();
        int depth = 0;
        for (CMakeCommand command : body) {
            depth += command.name().equals("if") ? 1 : command.name().equals("endif") ? -1 : 0;
            if (depth == 0 && (command.name().equals("else") || command.name().equals("elseif"))) {
                conditionally(place, condition, branch);
                branch = new ArrayList<>();
                condition += " " + command.condition();
            } else {
                branch.add(command);
            }
        }
        conditionally(place, condition, branch);
    }

    private void conditionally(Place place, String condition, List<CMakeCommand> body) {
        conditions.add(condition);
        run(place, List.copyOf(body));
        conditions.removeLast();
    }

    private void forEach(Place place, CMakeCommand command, List<CMakeCommand> body) {
        List<CMakeItem> items = new ArrayList<>();
        boolean lists = false;
        for (CMakeCommand.Argument argument : command.after(1)) {
            switch (argument.text()) {
                case "IN", "ITEMS", "ZIP_LISTS" -> lists = false;
                case "LISTS" -> lists = true;
                case "RANGE" -> items.clear();
                default ->
                    items.addAll(
                            lists
                                    ? variables.get(argument.text())
                                    : variables.evaluate(argument, place.at(argument.line()), isCertain()));
            }
        }
        for (CMakeItem item : items) {
            variables.set(command.text(0), List.of(item), true);
            if (item.certain()) {
                run(place, body);
            } else {
                conditionally(place, "", body);
            }
        }
    }

    private boolean isCertain() {
        return conditions.isEmpty();
    }

    private void run(Place place, CMakeCommand command) {
        Body function = functions.get(command.name());
        if (function != null && place.depth() < DEEPEST) {
            call(place, command, function);
            return;
        }
        switch (command.name()) {
            case "set" -> set(place, command);
            case "list" -> assigned(new CMakeLists(variables, isCertain()).list(command, place), place);
            case "string" -> assigned(new CMakeLists(variables, isCertain()).string(command, place), place);
            case "unset" -> variables.set(command.text(0), List.of(), isCertain());
            case "include" -> include(place, command);
            default -> {
                if (!CMakeAssignments.run(command, place, variables, isCertain())) {
                    assigned(CMakeGlob.run(command, place, variables, isCertain()), place);
                    paths.command(command, place, variables, Set.copyOf(conditions));
                }
            }
        }
    }

    private void call(Place place, CMakeCommand command, Body function) {
        CMakeCommand head = function.commands().getFirst();
        List<CMakeItem> given = new ArrayList<>();
        for (CMakeCommand.Argument argument : command.arguments()) {
            given.addAll(variables.evaluate(argument, place.at(argument.line()), isCertain()));
        }
        int named = head.arguments().size() - 1;
        for (int i = 0; i < named && i < given.size(); i++) {
            variables.set(head.text(i + 1), List.of(given.get(i)), true);
        }
        variables.set("ARGV", given, true);
        variables.set("ARGN", given.subList(Math.min(named, given.size()), given.size()), true);
        run(
                new Place(function.file(), place.sourceDirectory(), place.depth() + 1),
                function.commands().subList(1, function.commands().size()));
    }

    private void set(Place place, CMakeCommand command) {
        String name = command.text(0);
        List<CMakeItem> items = new ArrayList<>();
        for (CMakeCommand.Argument argument : command.after(1)) {
            if (argument.text().equals("CACHE") || argument.text().equals("PARENT_SCOPE")) {
                break;
            }
            items.addAll(variables.evaluate(argument, place.at(argument.line()), isCertain()));
        }
        boolean onlyUnset =
                items.removeIf(item -> item.unsetVariables().stream().anyMatch(this::isAskedFor)) && items.isEmpty();
        if (onlyUnset) {
            return;
        }
        if (!isCertain() && isAskedFor(name)) {
            variables.dropUnset(name);
        }
        if (name.startsWith("ENV{") && name.endsWith("}")) {
            variables.setEnvironment(name.substring(4, name.length() - 1), items, isCertain());
        } else {
            variables.set(name, items, isCertain());
            paths.assigned(name, items, place, Set.copyOf(conditions));
        }
    }

    private void assigned(@Nullable String name, Place place) {
        if (name != null) {
            paths.assigned(name, variables.get(name), place, Set.copyOf(conditions));
        }
    }

    /// Whether a condition around the command asks for a variable, so that the variable may be unset.
    private boolean isAskedFor(String name) {
        Pattern word = Pattern.compile("\\b" + Pattern.quote(name) + "\\b");
        return conditions.stream().anyMatch(condition -> word.matcher(condition).find());
    }

    private void include(Place place, CMakeCommand command) {
        if (command.arguments().isEmpty()) {
            return;
        }
        for (CMakeItem item :
                variables.evaluate(command.arguments().getFirst(), place.at(command.line()), isCertain())) {
            boolean certain = !command.condition().contains(" OPTIONAL");
            Set<String> around = new HashSet<>(conditions);
            if (!certain) {
                around.add("EXISTS");
            }
            Path file = paths.included(certain ? item : item.uncertain(), place, around);
            if (file != null) {
                List<CMakeItem> before = variables.get("CMAKE_CURRENT_LIST_DIR");
                List<CMakeItem> beforeFile = variables.get("CMAKE_CURRENT_LIST_FILE");
                CMakeDirectories.setList(variables, file);
                read(file, place.sourceDirectory(), place.depth() + 1);
                variables.set("CMAKE_CURRENT_LIST_DIR", before, true);
                variables.set("CMAKE_CURRENT_LIST_FILE", beforeFile, true);
            }
        }
    }
}
