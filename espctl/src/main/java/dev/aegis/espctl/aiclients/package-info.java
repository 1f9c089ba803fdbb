/// The AI clients that we know: where each keeps its list of MCP servers, and how an entry for espctl is written there.
/// Called by `tool`, which shows it, and by `actions`, which installs it.
@NullMarked
package dev.aegis.espctl.aiclients;

import org.jspecify.annotations.NullMarked;
