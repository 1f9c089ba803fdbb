/// The rule for gcc, g++ and the assembler, and its hints.
/// Called by `errors.log` through `ErrorRule`.
@NullMarked
package dev.aegis.firmware.errors.compiler;

import org.jspecify.annotations.NullMarked;
