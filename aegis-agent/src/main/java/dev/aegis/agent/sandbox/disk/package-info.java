/// Limits on disk use: the growth of each build, and a reserve of each file system that no build may
/// use. Called by `sandbox` and by code that sets the limits; needs no other package of the agent.
@NullMarked
package dev.aegis.agent.sandbox.disk;

import org.jspecify.annotations.NullMarked;
