/// Checks a tool's arguments against its JSON schema, with error messages that a model can act on. The catalog uses
/// it when a tool is registered, the engine when a tool is called.
@NullMarked
package dev.aegis.mcp.schema;

import org.jspecify.annotations.NullMarked;
