/// One build on a machine: sync, follow, come back after a loss, fetch what was built.
/// Called by `actions`; `output` follows it as a listener.
@NullMarked
package dev.aegis.espctl.remote;

import org.jspecify.annotations.NullMarked;
