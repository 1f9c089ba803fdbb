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

    /// A function of its arguments and the memory they name.
    RomLibrary pure(String name, RomFunction function) {
        functions.put(name, function);
        return this;
    }

    /// A function that also needs the ROM's own data in RAM.
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
