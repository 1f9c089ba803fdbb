/// One job: the check of its grant, the setup of its link, and the session on it. `Session` only sequences; transfers,
/// builds and events are in `intake`, `task` and `report`. Called by `server` for each job; created by `BuildMachine`.
@NullMarked
package dev.aegis.agent.session;

import org.jspecify.annotations.NullMarked;
