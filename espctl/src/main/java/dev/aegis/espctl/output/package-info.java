/// Everything that a person reads: lines, tables, the progress bar; and the JSON that programs read.
/// Called by `command` and `Main`.
@NullMarked
package dev.aegis.espctl.output;

import org.jspecify.annotations.NullMarked;
