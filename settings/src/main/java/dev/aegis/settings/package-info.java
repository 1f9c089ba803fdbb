/// How a server program is configured: env files, the environment and flags, where an unknown key stops
/// the start.
/// Called by the `main` of `aegis-control` and `aegis-agent`.
@NullMarked
package dev.aegis.settings;

import org.jspecify.annotations.NullMarked;
