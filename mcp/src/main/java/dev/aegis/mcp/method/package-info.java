/// The methods of the protocol, served from a catalog, for every revision. The engine finds a method in the
/// [MethodTable] and runs it; methods see a call only as a [CallContext].
@NullMarked
package dev.aegis.mcp.method;

import org.jspecify.annotations.NullMarked;
