/// Answers JSON-RPC messages out of a catalog, for every revision of the protocol, without knowing how
/// they travel.
/// The transports (`stdio`, `http`) open a [Connection] and hand it what arrives; programs build the
/// [Engine].
@NullMarked
package dev.aegis.mcp.engine;

import org.jspecify.annotations.NullMarked;
