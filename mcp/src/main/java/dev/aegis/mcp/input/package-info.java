/// The typed inputs of tools: each declaration gives the JSON schema and reads the value. Programs declare the
/// inputs of their tools with it; handlers read them from [Arguments].
@NullMarked
package dev.aegis.mcp.input;

import org.jspecify.annotations.NullMarked;
