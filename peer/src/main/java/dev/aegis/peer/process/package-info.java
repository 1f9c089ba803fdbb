/// WebRTC in a separate process, so that a crash of native code ends links and not the program. Called by
/// `aegis-agent`, which uses it as its `PeerEngine`.
@NullMarked
package dev.aegis.peer.process;

import org.jspecify.annotations.NullMarked;
