/// What a server offers: tools, resources and prompts. Programs fill a [Catalog]; the engine reads it. Nothing here
/// depends on a transport.
@NullMarked
package dev.aegis.mcp.catalog;

import org.jspecify.annotations.NullMarked;
