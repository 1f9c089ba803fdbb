package dev.aegis.system.architecture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Finds the groups of classes that reach each other through what they use: the strongly connected components of the
/// graph, by Tarjan's algorithm.
final class ClassKnots {
    private final Map<String, Set<String>> uses;
    private final Map<String, Integer> index = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Deque<String> path = new ArrayDeque<>();
    private final List<Set<String>> found = new ArrayList<>();

    private ClassKnots(Map<String, Set<String>> uses) {
        this.uses = uses;
    }

    /// @param uses for each class, the classes that it uses
    static List<Set<String>> largerThan(int most, Map<String, Set<String>> uses) {
        ClassKnots knots = new ClassKnots(uses);
        uses.keySet().stream().filter(name -> !knots.index.containsKey(name)).forEach(knots::visit);
        return knots.found.stream().filter(knot -> knot.size() > most).toList();
    }

    private void visit(String name) {
        int mine = index.size();
        index.put(name, mine);
        int low = mine;
        path.push(name);
        for (String next : uses.getOrDefault(name, Set.of())) {
            Integer seen = index.get(next);
            if (seen == null) {
                visit(next);
                low = Math.min(low, lowest.getOrDefault(next, mine));
            } else if (path.contains(next)) {
                low = Math.min(low, seen);
            }
        }
        lowest.put(name, low);
        if (low == mine) {
            Set<String> knot = new TreeSet<>();
            do {
                knot.add(path.peek());
            } while (!path.pop().equals(name));
            found.add(knot);
        }
    }
}
