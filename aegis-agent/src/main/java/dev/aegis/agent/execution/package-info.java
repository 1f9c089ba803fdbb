/// The steps of one build: configuration, `idf.py` in a sandbox, the cause of a failure, and the artifacts.
/// Called by `task`; uses `sandbox`, `workspace` and the store.
@NullMarked
package dev.aegis.agent.execution;

import org.jspecify.annotations.NullMarked;
