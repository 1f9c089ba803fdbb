package dev.aegis.espctl.settings;

import java.util.Map;
import java.util.Optional;

/// The environment variables of this espctl process. An empty one counts as absent.
///
/// @param variables all of them
public record Environment(Map<String, String> variables) {
    public Environment {
        variables = Map.copyOf(variables);
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    public boolean isOn(String name) {
        return find(name)
                .filter(value -> value.equals("1") || value.equalsIgnoreCase("true"))
                .isPresent();
    }
}
