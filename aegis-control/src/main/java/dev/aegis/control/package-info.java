/// The build server: issues grants and introduces the two sides.
/// `Main` is its only entry.
@NullMarked
package dev.aegis.control;

import org.jspecify.annotations.NullMarked;
