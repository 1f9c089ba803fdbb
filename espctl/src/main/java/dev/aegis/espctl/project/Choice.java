package dev.aegis.espctl.project;

import org.jspecify.annotations.Nullable;

/// A value and the rule that decided it, which every answer names.
///
/// @param value null if the build machine decides
/// @param decidedBy such as `--idf-version`, `.idf-version` or `the machine's default`
public record Choice(@Nullable String value, String decidedBy) {}
