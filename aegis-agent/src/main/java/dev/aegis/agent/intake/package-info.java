/// The transfer of a client's project into its workspace: the list of missing contents, then a directory equal to the
/// list. Called by `session`; uses `workspace`.
@NullMarked
package dev.aegis.agent.intake;

import org.jspecify.annotations.NullMarked;
