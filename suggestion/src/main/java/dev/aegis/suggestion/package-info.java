/// The rule that picks the name for "did you mean".
/// Any module may call it; it imports nothing of ours, and each caller words its own message.
@NullMarked
package dev.aegis.suggestion;

import org.jspecify.annotations.NullMarked;
