package dev.aegis.espctl.doctor;

import org.jspecify.annotations.Nullable;

/// The chip and version of the project's next build, if they are known.
///
/// @param target the chip; null if none is chosen
/// @param version the ESP-IDF version; null for the machine's default
/// @param projectKey the project's name at the build server; absent before its first build
record WantedBuild(
        @Nullable String target,
        @Nullable String version,
        @Nullable String projectKey) {
    /// Returns text to follow a verb: ` esp32c3 with v5.3.1`, or an empty text if nothing is chosen.
    String words() {
        return (target == null ? "" : " " + target) + (version == null ? "" : " with " + version);
    }
}
