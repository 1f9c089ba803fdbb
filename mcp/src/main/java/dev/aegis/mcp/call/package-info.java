/// A running call as its handler sees it: the client, questions to it, content, and JSON-RPC errors. Handlers of
/// tools, resources and prompts use it; the engine implements it.
@NullMarked
package dev.aegis.mcp.call;

import org.jspecify.annotations.NullMarked;
