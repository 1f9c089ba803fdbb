package dev.aegis.espctl.aiclients;

import java.nio.file.Path;
import java.util.List;

/// Where the server stands, for resources.
///
/// @param folder the project it was started for
/// @param espctl the command that starts espctl, the program first
public record ProjectFacts(Path folder, List<String> espctl) {
    public ProjectFacts {
        espctl = List.copyOf(espctl);
    }
}
