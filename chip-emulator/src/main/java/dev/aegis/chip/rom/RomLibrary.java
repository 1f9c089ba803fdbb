package dev.aegis.chip.rom;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The ROM functions that are modelled, by name.
final class RomLibrary {
    private final Map<String, RomFunction> functions = new HashMap<>();
    private final Set<String> needData = new HashSet<>();

    /// Adds a function that uses only its arguments and the memory that they point to.
    RomLibrary pure(String name, RomFunction function) {
        functions.put(name, function);
        return this;
    }

    /// Adds a function that also needs the ROM's variables in RAM.
    RomLibrary withData(String name, RomFunction function) {
        needData.add(name);
        return pure(name, function);
    }

    Optional<RomFunction> find(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    boolean needsData(String name) {
        return needData.contains(name);
    }
}
