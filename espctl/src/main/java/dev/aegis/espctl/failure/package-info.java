/// Failures of espctl: a code, a sentence, a next step and an exit code.
/// Thrown by all packages; `output` shows them to people and `tool` to AI clients.
@NullMarked
package dev.aegis.espctl.failure;

import org.jspecify.annotations.NullMarked;
