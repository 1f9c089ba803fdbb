/// `espctl skills`: the manifest of all verbs, and the Agent Skills (agentskills.io) that teach an AI agent to use
/// espctl. Only the commands of `espctl skills` may call it; the texts of verbs come from the command tree.
@NullMarked
package dev.aegis.espctl.skills;

import org.jspecify.annotations.NullMarked;
