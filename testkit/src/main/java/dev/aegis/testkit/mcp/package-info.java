/// An AI client for tests of an MCP server. It checks every answer against the schemas that the server lists.
/// Called by tests.
@NullMarked
package dev.aegis.testkit.mcp;

import org.jspecify.annotations.NullMarked;
