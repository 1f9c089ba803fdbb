package dev.aegis.espctl.needs;

import dev.aegis.espctl.cmake.CMakeCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The commands `list` and `string`, as far as they make paths from other paths.
final class CMakeLists {
    private static final Set<String> SAME_PATHS =
            Set.of("REMOVE_DUPLICATES", "REVERSE", "SORT", "FILTER", "REMOVE_AT", "POP_BACK", "POP_FRONT");

    private final CMakeVariables variables;
    private final boolean certain;

    /// @param certain whether the command runs in every configuration
    CMakeLists(CMakeVariables variables, boolean certain) {
        this.variables = variables;
        this.certain = certain;
    }

    /// Returns the variable that a `list` changes; null for one that only asks.
    @Nullable
    String list(CMakeCommand command, CMakeReader.Place place) {
        String name = command.text(1);
        return switch (command.text(0)) {
            case "APPEND", "PREPEND" -> add(name, items(command, 2, place));
            case "INSERT" -> add(name, items(command, 3, place));
            case "REMOVE_ITEM" -> {
                List<String> gone =
                        items(command, 2, place).stream().map(CMakeItem::text).toList();
                yield set(
                        name,
                        variables.get(name).stream()
                                .filter(item -> !gone.contains(item.text()))
                                .toList());
            }
            case "TRANSFORM" -> transform(command, place);
            case "JOIN" ->
                set(
                        command.text(3),
                        command.text(2).contains(";") ? variables.get(name) : joined(name, command.text(2)));
            case "GET", "SUBLIST" -> {
                int out = command.arguments().size() - 1;
                yield set(
                        command.text(out),
                        variables.get(name).stream().map(CMakeItem::uncertain).toList());
            }
            default -> SAME_PATHS.contains(command.text(0)) ? name : null;
        };
    }

    /// Returns the variable that a `string` changes; null for one whose result cannot be told here.
    @Nullable
    String string(CMakeCommand command, CMakeReader.Place place) {
        String name = command.text(1);
        return switch (command.text(0)) {
            case "APPEND" -> set(name, joined(command, "${" + name + "}", 2, "", place));
            case "PREPEND" -> set(name, joined(command, "", 2, "${" + name + "}", place));
            case "CONCAT" -> set(name, joined(command, "", 2, "", place));
            case "REPLACE" -> replace(command, place);
            case "TOLOWER" -> set(command.text(2), changed(command, place, text -> text.toLowerCase(Locale.ROOT)));
            case "TOUPPER" -> set(command.text(2), changed(command, place, text -> text.toUpperCase(Locale.ROOT)));
            case "STRIP" -> set(command.text(2), changed(command, place, String::strip));
            default -> null;
        };
    }

    private String add(String name, List<CMakeItem> items) {
        variables.add(name, items);
        return name;
    }

    private String set(String name, List<CMakeItem> items) {
        variables.set(name, items, certain);
        return name;
    }

    private @Nullable String transform(CMakeCommand command, CMakeReader.Place place) {
        int option = command.texts().indexOf("OUTPUT_VARIABLE");
        String target = option > 0 ? command.text(option + 1) : command.text(1);
        List<CMakeItem> parts = command.arguments().size() > 3 ? items(command, 3, 4, place) : List.of();
        String part = parts.isEmpty() ? "" : parts.getFirst().text();
        List<CMakeItem> before = variables.get(command.text(1));
        return switch (command.text(2)) {
            case "PREPEND" ->
                set(
                        target,
                        before.stream()
                                .map(item -> item.withText(part + item.text()))
                                .toList());
            case "APPEND" ->
                set(
                        target,
                        before.stream()
                                .map(item -> item.withText(item.text() + part))
                                .toList());
            default -> null;
        };
    }

    private List<CMakeItem> joined(String name, String glue) {
        List<CMakeItem> items = variables.get(name);
        if (items.isEmpty()) {
            return items;
        }
        CMakeItem all = items.getFirst();
        for (CMakeItem item : items.subList(1, items.size())) {
            all = all.append(item.withText(glue + item.text()));
        }
        return List.of(all);
    }

    private List<CMakeItem> joined(CMakeCommand command, String first, int from, String last, CMakeReader.Place place) {
        StringBuilder text = new StringBuilder(first);
        command.after(from).forEach(argument -> text.append(argument.text()));
        return variables.evaluate(
                new CMakeCommand.Argument(text.append(last).toString(), false, command.line()),
                place.at(command.line()),
                certain);
    }

    private String replace(CMakeCommand command, CMakeReader.Place place) {
        List<CMakeItem> match = items(command, 1, 2, place);
        List<CMakeItem> by = items(command, 2, 3, place);
        String old = match.isEmpty() ? "" : match.getFirst().text();
        String other = by.isEmpty() ? "" : by.getFirst().text();
        return set(
                command.text(3),
                items(command, 4, place).stream()
                        .map(item ->
                                old.isEmpty() ? item : item.withText(item.text().replace(old, other)))
                        .toList());
    }

    private List<CMakeItem> changed(
            CMakeCommand command, CMakeReader.Place place, java.util.function.UnaryOperator<String> change) {
        return items(command, 1, 2, place).stream()
                .map(item -> item.withText(change.apply(item.text())))
                .toList();
    }

    private List<CMakeItem> items(CMakeCommand command, int from, CMakeReader.Place place) {
        return items(command, from, command.arguments().size(), place);
    }

    private List<CMakeItem> items(CMakeCommand command, int from, int to, CMakeReader.Place place) {
        List<CMakeItem> items = new ArrayList<>();
        for (int at = from; at < Math.min(to, command.arguments().size()); at++) {
            CMakeCommand.Argument argument = command.arguments().get(at);
            items.addAll(variables.evaluate(argument, place.at(argument.line()), certain));
        }
        return items;
    }
}
