package dev.aegis.espctl.publish;

/// What every published form says about espctl.
final class Listing {
    static final String NAME = "espctl";
    static final String TITLE = "Aegis espctl";
    static final String AUTHOR = "Aegis";
    static final String LICENSE = "Apache-2.0";

    /// At most 100 characters, the limit of the MCP registry.
    static final String DESCRIPTION =
            "Build, diagnose and size ESP32 firmware on a build machine, without ESP-IDF here.";

    private Listing() {}
}
