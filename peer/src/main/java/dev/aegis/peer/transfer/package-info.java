/// The transfer of blobs on a channel: content named by its SHA-256, compressed when that helps, resumed
/// after an interruption. Called by `espctl` and `aegis-agent`, each of which sends and receives.
@NullMarked
package dev.aegis.peer.transfer;

import org.jspecify.annotations.NullMarked;
