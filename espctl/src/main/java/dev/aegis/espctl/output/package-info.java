/// Output for people (lines, tables, the progress bar) and for programs (JSON).
/// Used by `command` and `Main`.
@NullMarked
package dev.aegis.espctl.output;

import org.jspecify.annotations.NullMarked;
