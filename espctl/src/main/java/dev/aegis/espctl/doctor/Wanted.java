package dev.aegis.espctl.doctor;

import org.jspecify.annotations.Nullable;

/// What the project would be built for, as far as that is known.
///
/// @param target the chip; absent when none is chosen
/// @param version the ESP-IDF version; absent for the machine's default
/// @param projectKey the project's name at the build server; absent before its first build
record Wanted(
        @Nullable String target,
        @Nullable String version,
        @Nullable String projectKey) {
    /// To stand behind a verb: ` esp32c3 with v5.3.1`, or nothing where nothing is chosen.
    String words() {
        return (target == null ? "" : " " + target) + (version == null ? "" : " with " + version);
    }
}
