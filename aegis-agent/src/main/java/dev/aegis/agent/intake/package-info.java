/// Brings a client's project into its workspace: says which contents are missing, and then makes the
/// directory what the client says it is. Called by `session`; stands on `workspace`.
@NullMarked
package dev.aegis.agent.intake;

import org.jspecify.annotations.NullMarked;
