/// Checks a tool's arguments against its declared schema, and says what to change in words a model can
/// act on.
/// Used when a tool is registered and each time one is called.
@NullMarked
package dev.aegis.mcp.schema;

import org.jspecify.annotations.NullMarked;
