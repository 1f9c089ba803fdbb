/// The build server: it issues grants and connects clients with build machines.
/// `Main` is its only entry.
@NullMarked
package dev.aegis.control;

import org.jspecify.annotations.NullMarked;
