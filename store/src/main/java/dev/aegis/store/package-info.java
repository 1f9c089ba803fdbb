/// The installed ESP-IDF versions of a machine with their tools, the manifest that names them, and their installation.
/// Called by `aegis-agent`, and by `espctl` to list the versions of this computer; uses nothing of sandboxes and
/// sessions.
@NullMarked
package dev.aegis.store;

import org.jspecify.annotations.NullMarked;
