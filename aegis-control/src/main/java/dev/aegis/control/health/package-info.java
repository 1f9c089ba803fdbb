/// What `doctor` asks: does the server serve, who am I, what can be built.
/// Called by anyone over HTTP.
@NullMarked
package dev.aegis.control.health;

import org.jspecify.annotations.NullMarked;
