/// The ways to ask the client: by a request of the server, or by a result that the client answers with a new
/// request. The engine picks one for each call; tasks use the first one too.
@NullMarked
package dev.aegis.mcp.question;

import org.jspecify.annotations.NullMarked;
