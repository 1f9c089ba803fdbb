/// An assistant's side of an MCP server, which holds every answer against what the server has promised.
/// Used by the tests of whatever starts such a server.
@NullMarked
package dev.aegis.testkit.mcp;

import org.jspecify.annotations.NullMarked;
