/// One job: the gate that judges its grant, the opening of its link, and the conversation on it. `Session` only
/// sequences; transfers, builds and reports live in `intake`, `task` and `report`.
/// Called by `server` for each job, wired by `Main`.
@NullMarked
package dev.aegis.agent.session;

import org.jspecify.annotations.NullMarked;
