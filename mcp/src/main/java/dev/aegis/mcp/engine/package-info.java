/// Runs the requests of clients: connections, running calls, limits and batches. Programs build an [Engine]; the
/// transports (`stdio`, `http`) open a [Connection] and pass messages to it.
@NullMarked
package dev.aegis.mcp.engine;

import org.jspecify.annotations.NullMarked;
