/// The STUN and TURN servers of a session, with credentials made for that session alone.
/// Called by `grant`.
@NullMarked
package dev.aegis.control.relay;

import org.jspecify.annotations.NullMarked;
