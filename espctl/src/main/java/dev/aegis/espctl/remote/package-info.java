/// One build on a machine: sync, follow, reconnect, fetch the artifacts.
/// Called by `builds` and `pack`; `output` receives its events.
@NullMarked
package dev.aegis.espctl.remote;

import org.jspecify.annotations.NullMarked;
