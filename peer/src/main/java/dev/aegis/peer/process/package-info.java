/// WebRTC in a process of its own, so that a crash of native code costs links and never the
/// program. Used by `aegis-agent` as its `PeerEngine`.
@NullMarked
package dev.aegis.peer.process;

import org.jspecify.annotations.NullMarked;
