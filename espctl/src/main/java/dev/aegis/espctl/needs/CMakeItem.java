package dev.aegis.espctl.needs;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// One element of the value of a CMake variable or argument. A value that depends on a condition has one element for
/// each possibility.
///
/// @param text with every known reference replaced
/// @param origin where it was written
/// @param certain whether it is used in every configuration
/// @param variables the variables of the environment that it was made from
/// @param unknown the references that could not be replaced
record CMakeItem(String text, Origin origin, boolean certain, Set<String> variables, Set<String> unknown) {
    CMakeItem {
        variables = Set.copyOf(variables);
        unknown = Set.copyOf(unknown);
    }

    static CMakeItem of(String text, Origin origin) {
        return new CMakeItem(text, origin, true, Set.of(), Set.of());
    }

    CMakeItem append(CMakeItem other) {
        return new CMakeItem(
                text + other.text,
                origin,
                certain && other.certain,
                union(variables, other.variables),
                union(unknown, other.unknown));
    }

    CMakeItem withText(String other) {
        return new CMakeItem(other, origin, certain, variables, unknown);
    }

    /// Returns the variables of the environment among the references that could not be replaced.
    List<String> unsetVariables() {
        return unknown.stream()
                .filter(reference -> reference.startsWith("$ENV{"))
                .map(reference -> reference.substring(5, reference.length() - 1))
                .toList();
    }

    CMakeItem uncertain() {
        return new CMakeItem(text, origin, false, variables, unknown);
    }

    CMakeItem at(Origin other) {
        return new CMakeItem(text, other, certain, variables, unknown);
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}
