/// Builds: tasks that live apart from any session, their event logs, and the layers from a request to
/// `idf.py` in a sandbox and back to artifacts. Called by `session` and `report`; stands on `sandbox`,
/// `workspace`, `upkeep` and the store.
@NullMarked
package dev.aegis.agent.build;

import org.jspecify.annotations.NullMarked;
