/// The configuration of a server program: declared settings, and their values from files, environment and flags.
/// Called by the `Main` of `aegis-control` and of `aegis-agent`, which declare their settings.
@NullMarked
package dev.aegis.settings;

import org.jspecify.annotations.NullMarked;
