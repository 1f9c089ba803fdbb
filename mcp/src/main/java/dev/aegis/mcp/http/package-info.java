/// Serves an engine as Streamable HTTP on this computer alone: sessions for the older revisions, and
/// none for the newest.
/// Called by a program's `main`, and by the conformance suite, which speaks nothing else.
@NullMarked
package dev.aegis.mcp.http;

import org.jspecify.annotations.NullMarked;
