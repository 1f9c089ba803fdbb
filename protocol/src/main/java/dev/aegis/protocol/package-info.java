/// What client, build server and build machine say to each other.
/// Every program may import it; it imports nothing of ours and does no I/O.
@NullMarked
package dev.aegis.protocol;

import org.jspecify.annotations.NullMarked;
