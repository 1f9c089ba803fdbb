/// The user's project: where it is, which chip and version it is for, and which of its files go up.
/// Called by `actions`, `analysis` and `build`; knows nothing of servers.
@NullMarked
package dev.aegis.espctl.project;

import org.jspecify.annotations.NullMarked;
