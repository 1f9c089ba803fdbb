package dev.aegis.espctl.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The variables that a project's CMakeLists.txt sets before `project()`, which runs ESP-IDF, to values that can be
/// read without running CMake.
final class CMakeVariables {
    static final String FILE = "CMakeLists.txt";
    private static final Set<String> SOURCE_FOLDERS =
            Set.of("CMAKE_CURRENT_SOURCE_DIR", "CMAKE_SOURCE_DIR", "CMAKE_CURRENT_LIST_DIR", "PROJECT_DIR");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)}");

    /// Values that the file gives whatever was set before.
    private final Map<String, List<String>> certain = new HashMap<>();

    /// Values inside an `if`; several different ones are not known.
    private final Map<String, Set<List<String>>> possible = new HashMap<>();

    private final Set<String> cached = new HashSet<>();

    private CMakeVariables() {}

    static CMakeVariables of(Path project) {
        CMakeVariables variables = new CMakeVariables();
        for (CMakeCommands.Command command : CMakeCommands.of(project.resolve(FILE))) {
            if (command.name().equals("project")) {
                break;
            }
            List<String> arguments = command.arguments();
            if (command.name().equals("set") && arguments.size() > 1) {
                variables.set(arguments.getFirst(), arguments.subList(1, arguments.size()), command.conditional());
            } else if (command.name().equals("list")
                    && arguments.size() > 2
                    && arguments.getFirst().equals("APPEND")
                    && !command.conditional()) {
                variables.append(arguments.get(1), arguments.subList(2, arguments.size()));
            }
        }
        return variables;
    }

    /// Returns the value that the file gives whatever was set before; null if it gives none.
    @Nullable
    String certain(String variable) {
        List<String> value = certain.get(variable);
        return value == null || value.size() != 1 ? null : value.getFirst();
    }

    /// Whether a value of the command line has priority over that of the file.
    boolean isDefault(String variable) {
        return cached.contains(variable);
    }

    /// Returns the value that the file gives under a condition, if all its conditions give the same one.
    @Nullable
    String possible(String variable) {
        Set<List<String>> values = possible.getOrDefault(variable, Set.of());
        if (values.size() != 1) {
            return null;
        }
        List<String> value = values.iterator().next();
        return value.size() == 1 ? value.getFirst() : null;
    }

    List<String> list(String variable) {
        return certain.getOrDefault(variable, List.of());
    }

    private void set(String variable, List<String> written, boolean conditional) {
        List<String> value = value(written);
        if (value.isEmpty()) {
            return;
        }
        if (conditional) {
            possible.computeIfAbsent(variable, name -> new HashSet<>()).add(value);
            return;
        }
        certain.put(variable, value);
        if (written.contains("CACHE")) {
            cached.add(variable);
        }
    }

    private void append(String variable, List<String> written) {
        List<String> whole = new ArrayList<>(list(variable));
        whole.addAll(value(written));
        certain.put(variable, List.copyOf(whole));
    }

    private List<String> value(List<String> written) {
        List<String> value = new ArrayList<>();
        for (String argument : written) {
            if (argument.equals("CACHE") || argument.equals("PARENT_SCOPE")) {
                break;
            }
            value.addAll(elements(expanded(argument)));
        }
        return value;
    }

    /// Splits a CMake list; elements that hold an unknown variable are left out.
    static List<String> elements(String list) {
        return Arrays.stream(list.split(";"))
                .map(String::strip)
                .filter(element -> !element.isEmpty() && !element.contains("$"))
                .toList();
    }

    private String expanded(String argument) {
        Matcher reference = REFERENCE.matcher(argument);
        StringBuilder text = new StringBuilder();
        while (reference.find()) {
            String name = reference.group(1);
            String value = SOURCE_FOLDERS.contains(name)
                    ? "."
                    : certain.containsKey(name) ? String.join(";", list(name)) : reference.group();
            reference.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return reference.appendTail(text).toString();
    }
}
