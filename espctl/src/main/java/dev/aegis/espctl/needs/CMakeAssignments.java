package dev.aegis.espctl.needs;

import dev.aegis.espctl.cmake.CMakeCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The commands that put a path into a variable, and those that name no path that a build needs.
final class CMakeAssignments {
    private static final Set<String> NO_PATH = Set.of(
            "message",
            "project",
            "cmake_minimum_required",
            "cmake_policy",
            "cmake_parse_arguments",
            "math",
            "option",
            "return",
            "break",
            "continue",
            "find_package",
            "find_program",
            "set_property",
            "set_source_files_properties",
            "idf_component_get_property",
            "idf_component_set_property",
            "mark_as_advanced",
            "variable_watch",
            "install",
            "add_test",
            "else",
            "elseif",
            "endif");

    private CMakeAssignments() {}

    /// @return whether there is nothing more to look for in this command
    static boolean run(CMakeCommand command, CMakeReader.Place place, CMakeVariables variables, boolean certain) {
        switch (command.name()) {
            case "get_filename_component" -> filenameComponent(command, place, variables, certain);
            case "cmake_path" -> cmakePath(command, place, variables, certain);
            case "idf_build_get_property" -> buildProperty(command, variables, certain);
            case "file" -> {
                return file(command, place, variables, certain);
            }
            default -> {
                return NO_PATH.contains(command.name());
            }
        }
        return true;
    }

    private static void filenameComponent(
            CMakeCommand command, CMakeReader.Place place, CMakeVariables variables, boolean certain) {
        if (command.arguments().size() < 3) {
            return;
        }
        Path base = place.sourceDirectory();
        if (command.text(3).equals("BASE_DIR") && command.arguments().size() > 4) {
            List<CMakeItem> given = variables.evaluate(command.arguments().get(4), place.at(command.line()), certain);
            base = given.isEmpty() ? base : base.resolve(given.getFirst().text());
        }
        Path from = base;
        UnaryOperator<String> change = switch (command.text(2)) {
            case "DIRECTORY", "PATH" -> text -> parent(text);
            case "NAME" -> text -> String.valueOf(Path.of(text).getFileName());
            case "NAME_WE", "NAME_WLE" ->
                text -> String.valueOf(Path.of(text).getFileName()).replaceFirst("\\..*$", "");
            default -> text -> absolute(from, text);
        };
        assign(command.text(0), command.arguments().get(1), change, command, place, variables, certain);
    }

    private static void cmakePath(
            CMakeCommand command, CMakeReader.Place place, CMakeVariables variables, boolean certain) {
        List<CMakeCommand.Argument> arguments = command.arguments();
        String name = command.text(1);
        switch (command.text(0)) {
            case "SET" -> {
                int value = command.text(2).equals("NORMALIZE") ? 3 : 2;
                if (value < arguments.size()) {
                    assign(name, arguments.get(value), text -> text, command, place, variables, certain);
                }
            }
            case "GET" -> {
                if (command.text(2).equals("PARENT_PATH") && arguments.size() > 3) {
                    variables.set(command.text(3), change(variables.get(name), CMakeAssignments::parent), certain);
                }
            }
            case "APPEND" -> {
                List<CMakeItem> all = new ArrayList<>(variables.get(name));
                for (CMakeCommand.Argument argument : command.after(2)) {
                    if (argument.text().equals("OUTPUT_VARIABLE")) {
                        break;
                    }
                    List<CMakeItem> parts = variables.evaluate(argument, place.at(command.line()), certain);
                    all = all.stream()
                            .flatMap(item -> parts.stream().map(part -> item.append(part.withText("/" + part.text()))))
                            .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
                }
                int out = arguments.size() - 2;
                String target = out > 1 && command.text(out).equals("OUTPUT_VARIABLE") ? command.text(out + 1) : name;
                variables.set(target, all, certain);
            }
            case "NORMAL_PATH", "ABSOLUTE_PATH" -> {
                Path base = place.sourceDirectory();
                int out = arguments.size() - 2;
                String target = out > 1 && command.text(out).equals("OUTPUT_VARIABLE") ? command.text(out + 1) : name;
                variables.set(target, change(variables.get(name), text -> absolute(base, text)), certain);
            }
            default -> {
                // Nothing that leads to a folder.
            }
        }
    }

    private static void buildProperty(CMakeCommand command, CMakeVariables variables, boolean certain) {
        switch (command.text(1)) {
            case "PROJECT_DIR" -> variables.set(command.text(0), variables.get("PROJECT_DIR"), certain);
            case "BUILD_DIR" -> variables.set(command.text(0), variables.get("BUILD_DIR"), certain);
            case "IDF_TARGET" -> variables.set(command.text(0), variables.get("IDF_TARGET"), certain);
            case "IDF_PATH" ->
                variables.set(
                        command.text(0),
                        List.of(CMakeItem.of(CMakeVariables.IDF, new Origin(Path.of("/"), 0))),
                        certain);
            default -> {
                // Not a folder.
            }
        }
    }

    private static boolean file(
            CMakeCommand command, CMakeReader.Place place, CMakeVariables variables, boolean certain) {
        return switch (command.text(0)) {
            case "REAL_PATH", "TO_CMAKE_PATH", "TO_NATIVE_PATH" -> {
                if (command.arguments().size() > 2) {
                    boolean real = command.text(0).equals("REAL_PATH");
                    Path base = place.sourceDirectory();
                    assign(
                            command.text(2),
                            command.arguments().get(1),
                            text -> real ? absolute(base, text) : text,
                            command,
                            place,
                            variables,
                            certain);
                }
                yield true;
            }
            case "WRITE",
                    "APPEND",
                    "TOUCH",
                    "REMOVE",
                    "REMOVE_RECURSE",
                    "MAKE_DIRECTORY",
                    "RELATIVE_PATH",
                    "GENERATE",
                    "DOWNLOAD" -> true;
            default -> false;
        };
    }

    private static void assign(
            String name,
            CMakeCommand.Argument value,
            UnaryOperator<String> change,
            CMakeCommand command,
            CMakeReader.Place place,
            CMakeVariables variables,
            boolean certain) {
        variables.set(name, change(variables.evaluate(value, place.at(command.line()), certain), change), certain);
    }

    private static List<CMakeItem> change(List<CMakeItem> items, UnaryOperator<String> change) {
        return items.stream()
                .map(item ->
                        item.text().startsWith(CMakeVariables.IDF) ? item : item.withText(change.apply(item.text())))
                .toList();
    }

    private static String absolute(Path base, String text) {
        return base.resolve(text).normalize().toString();
    }

    private static String parent(String text) {
        int slash = text.lastIndexOf('/');
        return slash <= 0 ? text : text.substring(0, slash);
    }
}
