/// JSON-RPC messages: what a client sent, what the server sends, and where to send it. The engine, its methods and
/// the transports use it.
@NullMarked
package dev.aegis.mcp.message;

import org.jspecify.annotations.NullMarked;
