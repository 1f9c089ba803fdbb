/// The command line: classes that only parse.
/// Called by `Main`.
@NullMarked
package dev.aegis.espctl.command;

import org.jspecify.annotations.NullMarked;
