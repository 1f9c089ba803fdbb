/// A small immutable JSON tree, and the only two classes that know the JSON library. Everything in this module and
/// every program that registers tools may use it.
@NullMarked
package dev.aegis.mcp.json;

import org.jspecify.annotations.NullMarked;
