/// The known AI clients: where each stores its list of MCP servers, and how an entry for espctl is written and
/// installed.
/// Used by `command`, `tool` and `doctor`.
@NullMarked
package dev.aegis.espctl.aiclients;

import org.jspecify.annotations.NullMarked;
