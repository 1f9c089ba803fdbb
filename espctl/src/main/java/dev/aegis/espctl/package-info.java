/// espctl: the command-line client and MCP server.
/// Started by `Main`; nothing else imports this package.
@NullMarked
package dev.aegis.espctl;

import org.jspecify.annotations.NullMarked;
