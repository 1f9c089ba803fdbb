package dev.aegis.espctl.doctor;

import java.util.Locale;

/// The checks, in the order in which a build depends on them. Each has a section in docs/troubleshooting.md.
enum Topic {
    ENVIRONMENT,
    CREDENTIALS,
    STATE,
    STORE,
    PROJECT,
    SETTINGS,
    CONTROL_PLANE,
    CLOCK,
    ACCESS_KEY,
    IDF_VERSION,
    MACHINES,
    NATIVE_LIBRARY,
    RELAY,
    MCP_CLIENTS;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
