package dev.aegis.system;

import java.util.Map;

/// Settings of the build server and the build machine, added to those that `Fleet` gives them.
public record FleetSettings(Map<String, String> server, Map<String, String> machine) {
    static final FleetSettings STANDARD = new FleetSettings(Map.of(), Map.of());

    public FleetSettings {
        server = Map.copyOf(server);
        machine = Map.copyOf(machine);
    }

    public static FleetSettings ofServer(Map<String, String> server) {
        return new FleetSettings(server, Map.of());
    }
}
