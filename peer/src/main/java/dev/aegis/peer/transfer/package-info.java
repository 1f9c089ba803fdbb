/// Blobs on a channel: content named by its SHA-256, compressed where it pays, resumed where it
/// broke. Called by `espctl` and `aegis-agent`, each of which both sends and receives.
@NullMarked
package dev.aegis.peer.transfer;

import org.jspecify.annotations.NullMarked;
