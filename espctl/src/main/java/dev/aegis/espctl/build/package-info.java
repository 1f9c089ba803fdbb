/// One build on a machine: sync, follow, come back after a loss, fetch what was built.
/// Called by `actions`.
@NullMarked
package dev.aegis.espctl.build;

import org.jspecify.annotations.NullMarked;
