/// Serves an engine as Streamable HTTP on the loopback address, with sessions for the older revisions only.
/// Programs start it, and so does the conformance suite, which supports only HTTP.
@NullMarked
package dev.aegis.mcp.http;

import org.jspecify.annotations.NullMarked;
