package dev.aegis.espctl.project;

import org.jspecify.annotations.Nullable;

/// The version that the firmware of a project gets.
///
/// @param value absent if only CMake can tell
/// @param decidedBy the rule that decided it
/// @param described what `git describe` prints, also where another rule decides; absent without a repository. The
///   machine hands it to ESP-IDF, which applies the rules
public record AppVersion(
        @Nullable String value, String decidedBy, @Nullable String described) {}
