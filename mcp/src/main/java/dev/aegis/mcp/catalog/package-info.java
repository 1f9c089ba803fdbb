/// What a program offers (tools, resources, prompts) and what a running call may do: the registration API. Programs
/// fill a [Catalog] with it; the engine reads it. Nothing here knows how a message travels.
@NullMarked
package dev.aegis.mcp.catalog;

import org.jspecify.annotations.NullMarked;
