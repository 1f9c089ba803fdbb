package dev.aegis.espctl.needs;

import dev.aegis.espctl.cmake.CMakeCommand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The variables of a CMake run, each with all values that it can have.
public final class CMakeVariables {
    /// The marker for a path of ESP-IDF, which every machine has.
    static final String IDF = "${IDF_PATH}";

    /// The marker, among the variables of an item, that its path was written in absolute form.
    public static final String ABSOLUTE = "/";

    private static final int MOST = 64;

    /// Variables that only a project sets. Others may be ESP-IDF's.
    private static final Set<String> FOR_PROJECTS = Set.of("EXTRA_COMPONENT_DIRS", "SDKCONFIG_DEFAULTS");

    private final UserEnvironment environment;
    private final Map<String, List<CMakeItem>> values;
    private final Map<String, List<CMakeItem>> given;

    public CMakeVariables(UserEnvironment environment) {
        this(environment, new HashMap<>(), new HashMap<>());
    }

    private CMakeVariables(
            UserEnvironment environment, Map<String, List<CMakeItem>> values, Map<String, List<CMakeItem>> given) {
        this.environment = environment;
        this.values = values;
        this.given = given;
    }

    /// Returns a scope that begins with these values, as a component's folder does.
    CMakeVariables copy() {
        return new CMakeVariables(environment, new HashMap<>(values), new HashMap<>(given));
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    List<CMakeItem> get(String name) {
        return values.getOrDefault(name, List.of());
    }

    /// @param certain whether no other value is possible
    void set(String name, List<CMakeItem> items, boolean certain) {
        assign(values, name, items, certain);
    }

    void add(String name, List<CMakeItem> items) {
        List<CMakeItem> all = new ArrayList<>(get(name));
        all.addAll(items);
        values.put(name, List.copyOf(new LinkedHashSet<>(all)));
    }

    /// Leaves out the values of unset variables, where the file asks whether there is one.
    void dropUnset(String name) {
        if (has(name)) {
            values.put(
                    name,
                    get(name).stream()
                            .filter(item -> item.unsetVariables().isEmpty())
                            .toList());
        }
    }

    void setEnvironment(String name, List<CMakeItem> items, boolean certain) {
        assign(given, name, items, certain);
    }

    private static void assign(Map<String, List<CMakeItem>> map, String name, List<CMakeItem> items, boolean certain) {
        Set<CMakeItem> all = new LinkedHashSet<>();
        if (!certain) {
            map.getOrDefault(name, List.of()).forEach(item -> all.add(item.uncertain()));
        }
        items.forEach(item -> all.add(certain ? item : item.uncertain()));
        map.put(name, List.copyOf(all).subList(0, Math.min(MOST, all.size())));
    }

    /// Returns the elements of an argument.
    List<CMakeItem> evaluate(CMakeCommand.Argument argument, Origin origin, boolean certain) {
        if (argument.literal()) {
            return List.of(new CMakeItem(argument.text(), origin, certain, Set.of(), Set.of()));
        }
        List<CMakeItem> elements = new ArrayList<>();
        for (CMakeItem whole : expand(argument.text(), origin)) {
            for (String element : whole.text().split(";")) {
                if (!element.isBlank() || !whole.unknown().isEmpty()) {
                    CMakeItem item = whole.withText(element.strip()).at(origin);
                    elements.add(certain ? item : item.uncertain());
                }
            }
        }
        return elements;
    }

    private List<CMakeItem> expand(String text, Origin origin) {
        List<CMakeItem> results = List.of(CMakeItem.of("", origin));
        int at = 0;
        while (at < text.length()) {
            int dollar = reference(text, at);
            String plain = text.substring(at, dollar < 0 ? text.length() : dollar);
            boolean absolute = at == 0 && plain.startsWith("/");
            CMakeItem item = absolute
                    ? new CMakeItem(plain, origin, true, Set.of(ABSOLUTE), Set.of())
                    : CMakeItem.of(plain, origin);
            results = product(results, List.of(item));
            if (dollar < 0) {
                return results;
            }
            int open = text.indexOf('{', dollar);
            int close = closing(text, open);
            List<CMakeItem> names = expand(text.substring(open + 1, close), origin);
            boolean env = text.startsWith("$ENV{", dollar);
            List<CMakeItem> found = new ArrayList<>();
            for (CMakeItem name : names) {
                found.addAll(env ? environment(name.text(), origin) : variable(name.text(), origin));
            }
            results = product(results, found);
            at = Math.min(text.length(), close + 1);
        }
        return results;
    }

    private static int reference(String text, int from) {
        for (int at = text.indexOf('$', from); at >= 0; at = text.indexOf('$', at + 1)) {
            if (text.startsWith("${", at) || text.startsWith("$ENV{", at)) {
                return at;
            }
        }
        return -1;
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int at = open; at < text.length(); at++) {
            depth += text.charAt(at) == '{' ? 1 : text.charAt(at) == '}' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        return text.length();
    }

    private List<CMakeItem> variable(String name, Origin origin) {
        if (name.equals("IDF_PATH")) {
            return List.of(CMakeItem.of(IDF, origin));
        }
        List<CMakeItem> known = get(name);
        if (!has(name) && !FOR_PROJECTS.contains(name)) {
            return List.of(new CMakeItem("", origin, true, Set.of(), Set.of("${" + name + "}")));
        }
        return known.isEmpty() ? List.of(CMakeItem.of("", origin)) : known;
    }

    private List<CMakeItem> environment(String name, Origin origin) {
        if (name.equals("IDF_PATH")) {
            return List.of(CMakeItem.of(IDF, origin));
        }
        List<CMakeItem> found = new ArrayList<>(given.getOrDefault(name, List.of()));
        String value = environment.find(name);
        boolean decided = !found.isEmpty() && (value == null || found.stream().allMatch(CMakeItem::certain));
        if (decided) {
            return found;
        }
        found.add(
                value == null
                        ? new CMakeItem("", origin, true, Set.of(name), Set.of("$ENV{" + name + "}"))
                        : new CMakeItem(value, origin, found.isEmpty(), Set.of(name), Set.of()));
        return found;
    }

    private static List<CMakeItem> product(List<CMakeItem> left, List<CMakeItem> right) {
        List<CMakeItem> all = new ArrayList<>();
        for (CMakeItem one : left) {
            for (CMakeItem other : right) {
                if (all.size() < MOST) {
                    all.add(one.append(other));
                }
            }
        }
        return all;
    }
}
