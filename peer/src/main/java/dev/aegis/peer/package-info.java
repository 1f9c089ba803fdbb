/// The connection between client and build machine after signaling: links and their channels. Called by
/// `espctl` and `aegis-agent`, which get an implementation from `peer.webrtc` or `peer.process`.
@NullMarked
package dev.aegis.peer;

import org.jspecify.annotations.NullMarked;
