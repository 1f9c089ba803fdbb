/// The user's hand.
/// `Main` is its only entry.
@NullMarked
package dev.aegis.espctl;

import org.jspecify.annotations.NullMarked;
