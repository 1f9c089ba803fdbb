/// The protocol between client, build server and build machine: shared types, limits and JSON.
/// Every module may import it; it imports no other module and does no I/O.
@NullMarked
package dev.aegis.protocol;

import org.jspecify.annotations.NullMarked;
