/// A small immutable JSON tree, with the only two classes that use the JSON library. This module and the programs
/// that register tools use it.
@NullMarked
package dev.aegis.mcp.json;

import org.jspecify.annotations.NullMarked;
