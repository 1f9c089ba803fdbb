package dev.aegis.espctl.project;

import org.jspecify.annotations.Nullable;

/// A value and the rule that decided it, so that the answer can always say why.
///
/// @param value absent when the build machine decides
/// @param decidedBy such as `--idf-version`, `.idf-version` or `the machine's default`
public record Choice(@Nullable String value, String decidedBy) {}
