/// How espctl says that it cannot do what was asked: a code, a sentence, a next step, an exit code.
/// Thrown everywhere; shown by `output` to people and by `tool` to assistants.
@NullMarked
package dev.aegis.espctl.failure;

import org.jspecify.annotations.NullMarked;
